import { imageGeneratorEnv } from '@polyspool/providers/image-generator/image-generator-env';
import { openImageGenerators } from '@polyspool/providers/image-generator/open-image-generators';
import { openSpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/open-speech-synthesizers';
import { speechEnv } from '@polyspool/providers/speech-synthesizer/speech-env';
import { z } from 'zod';
import { enginePolicies, engineScalerPolicies } from './policies/engine-policies.ts';
import { environmentOf } from './policies/environment.ts';
import { podsOf } from './policies/pods.ts';
import type { Resource } from './render.ts';
import { policiesOf } from './renderings.ts';
import { changed, type Find, remove, rendered, saidBy, scaler, variable, type Wrong } from './testing-manifests.ts';

const pod = (find: Find, queue: string) => find('Deployment', `worker-${queue}`).spec.template.spec;
const engine = (find: Find) => pod(find, 'image-generation').initContainers[0];

const wrongs: readonly Wrong[] = [
  [
    'all queues of an app have the same settings',
    'an engine that one queue knows alone',
    (find) => pod(find, 'image-generation').containers[0].env.push({ name: 'PIPER_URL', value: 'http://piper:5000' }),
  ],
  [
    'all queues of an app have the same settings',
    'a queue without the settings of its app',
    (find) => delete pod(find, 'script').containers[0].envFrom,
  ],
  [
    'the gateway reckons with the engines that make films',
    'other pictures',
    (find) => (variable(find, 'gateway', 'IMAGE_GENERATOR').valueFrom = undefined),
  ],
  [
    'the gateway reckons with the engines that make films',
    'prices of its own',
    (find) => (variable(find, 'gateway', 'GENERATION_PRICES').valueFrom.configMapKeyRef.key = 'LOG_LEVEL'),
  ],
  ['an engine of this cluster is there, with one card', 'none', (_find, all) => remove(all, 'Service', 'comfyui')],
  [
    'an engine of this cluster is there, with one card',
    'another port',
    (find) => (find('ConfigMap', 'generation-worker').data.COMFYUI_URL = 'http://comfyui:8189'),
  ],
  [
    'an engine of this cluster is there, with one card',
    'a port by the name that it has in a sidecar',
    (find) => (find('Service', 'comfyui').spec.ports[0].targetPort = 'comfyui'),
  ],
  [
    'an engine of this cluster is there, with one card',
    'no card',
    (find) => delete engine(find).resources.limits['nvidia.com/gpu'],
  ],
  [
    'an engine of this cluster is there, with one card',
    'nodes that have none',
    (find) => delete pod(find, 'image-generation').tolerations,
  ],
  [
    'an engine is reached by all workers of films',
    'none let out',
    (_find, all) => remove(all, 'NetworkPolicy', 'reach-engines'),
  ],
  [
    'an engine is reached by all workers of films',
    'another port let in',
    (find) => (find('NetworkPolicy', 'speaches').spec.ingress[0].ports[0].port = 8000),
  ],
  [
    'a card works for one job at a time, of its own pod',
    'two at once',
    (find) => (variable(find, 'worker-audio-generation', 'QUEUE_AUDIO_GENERATION_CONCURRENCY').value = '2'),
  ],
  [
    'a card works for one job at a time, of its own pod',
    'the card of another',
    (find) => delete pod(find, 'image-generation').hostAliases,
  ],
  [
    'an engine comes for films, too',
    'no trigger for them',
    (find) => scaler(find, 'worker-audio-generation').triggers.pop(),
  ],
];

/** An empty one counts as absent. */
const told = (environment: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

describe('the rules for engines', () => {
  let gpu: Resource[];
  beforeAll(async () => {
    [gpu] = (await rendered('gpu')) as [Resource[]];
  });

  it('find nothing in what is deployed, and are all shown to find something', () => {
    const rules = Object.keys({ ...enginePolicies, ...engineScalerPolicies });

    expect(rules.flatMap((rule) => saidBy(rule, gpu))).toEqual([]);
    expect([...new Set(wrongs.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  });

  it.each(wrongs)('%s: not with %s', (rule, _what, change) => {
    expect(saidBy(rule, changed(gpu, change))).not.toEqual([]);
  });

  it('hold with all others where pictures and voices have graphics cards (R241)', () => {
    const cards = podsOf(gpu).filter(({ containers }) =>
      containers.some(({ resources }) => resources?.limits?.['nvidia.com/gpu'] === 1),
    );

    expect(policiesOf('scaled').flatMap(([, policy]) => policy(gpu))).toEqual([]);
    expect(cards.map(({ name }) => name)).toEqual([
      'Deployment/worker-audio-generation',
      'Deployment/worker-image-generation',
    ]);
  });

  it('give each queue of films the same engines to choose from', () => {
    const workers = podsOf(gpu).filter(({ name }) => /script|-generation/.test(name));
    const chosen = workers.map((pods) => {
      const env = z.object({ ...imageGeneratorEnv, ...speechEnv }).parse(told(environmentOf(gpu, pods)));
      return [openImageGenerators(env).choose(undefined).name, openSpeechSynthesizers(env).standard];
    });

    expect(chosen).toEqual(Array(4).fill(['comfyui', 'openai']));
  });
});
