import { ofKind, podsOf, variable as toldIn } from './policies/pods.ts';
import { queuePolicies, scalerPolicies } from './policies/queue-policies.ts';
import type { Resource } from './render.ts';
import { policiesOf } from './renderings.ts';
import { changed, pod, remove, rendered, saidBy, scaler, variable, type Wrong } from './testing-manifests.ts';

const wrongs: readonly Wrong[] = [
  ['every queue has one Deployment', 'none', (_find, all) => remove(all, 'Deployment', 'worker-reports')],
  ['every queue has one Deployment', 'two', (find) => (variable(find, 'worker-system', 'QUEUES').value = 'reports')],
  [
    'every job that runs may end before its pod is killed',
    'killed early',
    (find) => (pod(find).terminationGracePeriodSeconds = 3_600),
  ],
  [
    'every job that runs may end before its pod is killed',
    'stopped early',
    (find) => (variable(find, 'worker-video', 'SHUTDOWN_GRACE_S').value = '110'),
  ],
  [
    'a pod that holds long work is not moved',
    'moved',
    (find) => (find('Deployment', 'worker-video').spec.template.metadata.annotations = {}),
  ],
  [
    'every queue has one scaler, and its Deployment no number of its own',
    'no scaler',
    (_find, all) => remove(all, 'ScaledObject', 'worker-video'),
  ],
  [
    'every queue has one scaler, and its Deployment no number of its own',
    'a number',
    (find) => (find('Deployment', 'worker-video').spec.replicas = 3),
  ],
  [
    'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has',
    'other slots',
    (find) => (variable(find, 'worker-video', 'QUEUE_VIDEO_CONCURRENCY').value = '4'),
  ],
  [
    'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has',
    'no lane',
    (find) => scaler(find).triggers.splice(1, 1),
  ],
  [
    'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has',
    'a rate-limited queue by its depth',
    (find) =>
      (scaler(find, 'worker-pdf-translate').triggers[0].metadata.query =
        'max(job_queue_demand_slots{queue="pdf-translate"}) / 2'),
  ],
  [
    'a metric that is missing is no empty queue',
    'taken for 0',
    (find) => delete scaler(find).triggers[0].metadata.ignoreNullValues,
  ],
  [
    'a metric that is missing is no empty queue',
    'scaled down blindly',
    (find) => (scaler(find).fallback.behavior = 'static'),
  ],
  [
    'a metric that is missing is no empty queue',
    'scaled to nothing blindly',
    (find) => (scaler(find).fallback.replicas = 0),
  ],
  [
    'queries can be read',
    'a bracket too few',
    (find) => (scaler(find).triggers[0].metadata.query = 'max(job_queue_demand_slots{queue="video") / 2'),
  ],
  [
    'pods go slowly, one at a time, and come at once',
    'all at once',
    (find) => delete scaler(find).advanced.horizontalPodAutoscalerConfig.behavior.scaleDown,
  ],
  [
    'pods go slowly, one at a time, and come at once',
    'at once after the last job',
    (find) => (scaler(find).cooldownPeriod = 30),
  ],
  [
    'what has schedules is never away, all else may be',
    'no scheduler',
    (find) => (scaler(find, 'worker-system').minReplicaCount = 0),
  ],
];

describe('the rules for queues', () => {
  let production: Resource[];
  beforeAll(async () => {
    [production] = (await rendered('production')) as [Resource[]];
  });

  it('find nothing in what is deployed, and are all shown to find something', () => {
    const rules = Object.keys({ ...queuePolicies, ...scalerPolicies });

    expect(rules.flatMap((rule) => saidBy(rule, production))).toEqual([]);
    expect([...new Set(wrongs.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  });

  it.each(wrongs)('%s: not with %s', (rule, _what, change) => {
    expect(saidBy(rule, changed(production, change))).not.toEqual([]);
  });

  it('hold with graphics cards, too: one card, one task at a time, and none while there is nothing to do (R241)', async () => {
    const [gpu] = (await rendered('gpu')) as [Resource[]];
    const engines = podsOf(gpu).flatMap((pods) =>
      pods.containers
        .filter(({ resources }) => resources?.limits?.['nvidia.com/gpu'])
        .map((engine) => ({ pods, engine })),
    );

    expect(policiesOf('scaled').flatMap(([, policy]) => policy(gpu))).toEqual([]);
    expect(engines.map(({ pods }) => toldIn(pods, 'QUEUES'))).toEqual(['audio-generation', 'image-generation']);
    for (const { pods, engine } of engines) {
      const queue = toldIn(pods, 'QUEUES')!; // as above
      const slots = toldIn(pods, `QUEUE_${queue.toUpperCase().replace('-', '_')}_CONCURRENCY`);
      const { minReplicaCount } = ofKind<{ minReplicaCount: number; scaleTargetRef: { name: string } }>(
        gpu,
        'ScaledObject',
      ).find(({ spec }) => spec.scaleTargetRef.name === pods.owner.metadata.name)!.spec; // the rules above want it

      expect([engine.resources?.limits?.['nvidia.com/gpu'], slots, minReplicaCount]).toEqual([1, '1', 0]);
      expect(pods.spec.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
    }
  });
});
