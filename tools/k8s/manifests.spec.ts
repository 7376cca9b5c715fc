import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drift } from './check-manifests.ts';
import { renderings } from './renderings.ts';
import { schemaFaults } from './schema-faults.ts';
import { changed, pod, rendered, scaler } from './testing-manifests.ts';

const root = join(import.meta.dirname, '../..');

describe('the manifests', () => {
  it('are as the contracts want them, and would be missed', () => {
    const empty = mkdtempSync(join(tmpdir(), 'manifests-spec-'));

    expect(drift(root)).toEqual([]);
    expect(() => drift(empty)).toThrow('ENOENT'); // no rules of Prometheus either
    rmSync(empty, { recursive: true });
  });

  it('are rendered', () => {
    expect(renderings.map(({ name }) => name)).toEqual(['local', 'local with an Ingress', 'production', 'gpu', 'logs']);
  });

  it('tell the services of a proxy where one stands in front', async () => {
    const overlays = await rendered('local', 'ingress', 'production');
    const told = overlays.map(
      (resources) => resources.find(({ data }) => data?.['PROXIES_IN_FRONT'] !== undefined)?.data?.['PROXIES_IN_FRONT'],
    );

    expect(told).toEqual(['', '1', '1']);
  });

  it('are refused where the API of Kubernetes or KEDA would refuse them', async () => {
    const [production] = await rendered('production');
    const all = changed(production!, (find) => {
      pod(find).terminationGracePeriodSecond = 60;
      // Of another one: the compiler tells of one fault in an object first.
      find('Deployment', 'worker-content').spec.template.spec.containers[0].imagePullPolicy = 'Sometimes';
      scaler(find).maxReplicas = 3;
      scaler(find, 'worker-content').fallback.replicas = 0.5;
      find('ScaledObject', 'worker-script').apiVersion = 'keda.example/v1';
    });
    const few = all.filter(({ metadata: { name } }) =>
      ['worker-video', 'worker-content', 'worker-script'].includes(name),
    );

    const said = (await schemaFaults(few, root)).join('\n');

    for (const words of [
      'terminationGracePeriodSecond',
      'Sometimes',
      'maxReplicas',
      'must be integer',
      'keda.example/v1 is not known',
    ])
      expect(said).toContain(words);
  });
});
