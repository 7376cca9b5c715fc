import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import type { Backup } from '@polyspool/contracts/maintenance';
import { until } from '../faults/until.ts';
import { randomSecret } from '../start/secrets.ts';
import { openRestorableSystem, type RestorableSystem } from './restorable-system.ts';

const keys = { user: `psk_${randomSecret()}`, admin: `psk_${randomSecret()}` };

describe('a system of which all is lost but its backups and its keys', () => {
  let system: RestorableSystem;
  beforeAll(async () => {
    system = await openRestorableSystem();
  });
  afterAll(() => system.close());

  it('comes back, database and files, as docs/ops/backup-and-restore.md says, and the API serves it as before', async () => {
    const lost = await system.newDatabase();
    await system.run('dist/migrate.js', 'gateway', lost);
    const both = { POLYSPOOL_USER_KEY: keys.user, POLYSPOOL_ADMIN_KEY: keys.admin };
    await system.run('dist/local-keys.js', 'gateway', lost, both);
    const services = await Promise.all(
      ['gateway', 'job-status', 'maintenance'].map((name) => system.start(name, lost)),
    );
    const api = clientOf(services[0]!);
    const file = { artifactBytes: 12_345 };
    const before = await api.end(await api.submit('system.debug', keys.admin, file), keys.admin);
    const made = await api.end(await api.submit('maintenance.backupDatabase', keys.admin), keys.admin);
    const { items: backups } = await api.ask<{ items: Backup[] }>('/v1/admin/backups', keys.admin);
    const tested = await api.end(await api.submit('maintenance.restoreTest', keys.admin), keys.admin);
    await system.stopServices();
    system.copyStorage();
    system.loseStorage();

    system.restoreStorage();
    const empty = await system.newDatabase();
    const said = await system.restore(empty);
    const again = await system.restore(empty).catch((error: Error) => error.message);

    expect([made.status, tested.status, backups.length]).toEqual(['succeeded', 'succeeded', 1]);
    expect(tested.output).toMatchObject({ isSame: true, backupId: backups[0]!.id });
    expect(said).toContain('All rows are back.');
    expect(again).toContain('backup.targetNotEmpty');
    const restored = clientOf(await system.start('gateway', empty));
    const listed = await restored.ask<{ items: Job[] }>('/v1/jobs', keys.admin);
    expect(listed.items.map(({ id }) => id)).toContain(before.id);
    expect(await restored.ask(`/v1/jobs/${before.id}`, keys.admin)).toEqual(before);
    expect(await restored.ask('/v1/jobs', keys.user)).toMatchObject({ items: [] });
    const { artifacts } = await restored.ask<JobSnapshot>(`/v1/jobs/${before.id}/tree`, keys.admin);
    expect(await restored.bytesOf(`/v1/artifacts/${artifacts[0]!.id}/content`, keys.admin)).toBe(file.artifactBytes);
    expect((await restored.submit('system.debug', keys.admin)).status).toBe('queued');
  }, 180_000);
});

const clientOf = (url: string) => {
  const ask = async <Answer>(path: string, key: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${key}`, ...(init.body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(url + path, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  return {
    ask,
    submit: (type: string, key: string, input: object = {}) =>
      ask<Job>('/v1/jobs', key, { method: 'POST', body: JSON.stringify({ type, input }) }),
    bytesOf: async (path: string, key: string) => {
      const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
      return (await answer.arrayBuffer()).byteLength;
    },
    end: async ({ id, type }: Job, key: string) => {
      let job = await ask<Job>(`/v1/jobs/${id}`, key);
      await until(`${type} has ended`, async () => {
        job = await ask<Job>(`/v1/jobs/${id}`, key);
        return ['succeeded', 'failed', 'cancelled', 'expired'].includes(job.status);
      });
      return job;
    },
  };
};
