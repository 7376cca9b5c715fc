import { join } from 'node:path';
import type { IJob } from 'kubernetes-models/batch/v1';
import { connections } from './policies/network.ts';
import { policiesOf } from './renderings.ts';
import { forRestore } from './restore-job.ts';
import { schemaFaults } from './schema-faults.ts';
import { rendered } from './testing-manifests.ts';

const root = join(import.meta.dirname, '../..');

const peers = { local: 'postgres:5432 storage:9000', production: '10.20.0.0/24:5432 10.20.2.0/24:443' };

describe.each(Object.entries(peers))('%s, made ready to restore its database', (overlay, reached) => {
  it('has nothing of ours that runs but the Job that restores', async () => {
    const [all] = await rendered(overlay);

    const resources = forRestore(all!);

    expect(resources.filter(({ kind }) => /^(Deployment|Job|ScaledObject)$/.test(kind))).toEqual([
      expect.objectContaining({ kind: 'Job', metadata: expect.objectContaining({ name: 'restore' }) }),
    ]);
    const job = resources.at(-1)!.spec as NonNullable<IJob['spec']>;
    const [{ args, env, image } = { args: [], env: [], image: '' }] = job.template.spec!.containers;
    expect(args).toEqual(['node', '--enable-source-maps', 'dist/restore.js', 'newest']);
    expect(image).toMatch(/polyspool\/maintenance:/);
    expect(env!.map(({ name }) => name).sort()).toEqual([
      'AWS_SHARED_CREDENTIALS_FILE',
      'BACKUP_KEY_FILE',
      'DATABASE_URL_FILE',
      'STORAGE_URL',
    ]);
  });

  it('is known to the API, keeps the rules of the house, and may reach Postgres and the storage', async () => {
    const [all] = await rendered(overlay);

    const resources = forRestore(all!);

    const faults = policiesOf('cluster').flatMap(([, policy]) => policy(resources));
    expect(faults.filter((fault) => fault.includes('restore'))).toEqual([]);
    expect(await schemaFaults([resources.at(-1)!], root)).toEqual([]);
    const edges = connections(resources).map((line) => line.split(' → '));
    const own = edges.filter(([from, to]) => from === 'restore' && !to!.includes('kube-dns'));
    expect(own.map(([, to]) => to).join(' ')).toBe(reached);
  }, 60_000);
});
