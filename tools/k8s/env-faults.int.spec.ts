import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envFaults } from './env-faults.ts';
import { makeLocalSecrets } from './local-secrets.ts';
import { changed, type Find, rendered } from './testing-manifests.ts';

const root = join(import.meta.dirname, '../..');

describe('what pods are told', () => {
  const secrets = mkdtempSync(join(tmpdir(), 'env-faults-spec-'));
  makeLocalSecrets(secrets);
  afterAll(() => rmSync(secrets, { recursive: true }));

  it('is what their env.ts takes, no more and no less, and fits whom they may talk to', async () => {
    const [local] = await rendered('local');
    const template = (find: Find, name: string) => find('Deployment', name).spec.template;
    const env = (find: Find, name: string) => template(find, name).spec.containers[0].env;
    const wrong = changed(local!, (find) => {
      env(find, 'gateway').push({ name: 'MAX_UPLOADS', value: '3' });
      env(find, 'worker-video').push({ name: 'QUEUE_PDF_TONE_CONCURRENCY', value: '3' });
      env(find, 'job-status').splice(0);
      delete template(find, 'worker-system').metadata.labels['polyspool.io/reaches-postgres'];
      template(find, 'worker-script').metadata.labels['polyspool.io/reaches-postgres'] = 'true';
    });

    expect(envFaults(local!, root, secrets)).toEqual([]);
    const said = envFaults(wrong, root, secrets);

    expect(said).toEqual([
      'Deployment/gateway: its env.ts does not know MAX_UPLOADS',
      expect.stringMatching(/^Deployment\/job-status: .*DATABASE_URL/s),
      'Deployment/worker-script: may reach postgres, and has no DATABASE_URL',
      'Deployment/worker-system: has DATABASE_URL, and may not reach postgres',
      'Deployment/worker-video: its env.ts does not know QUEUE_PDF_TONE_CONCURRENCY',
    ]);
  });
});
