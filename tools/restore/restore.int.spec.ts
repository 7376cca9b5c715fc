import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import type { Backup } from '@polyspool/contracts/maintenance';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sectionOf } from '../docs-examples/page-sections.ts';
import { fencedStatementsIn } from '../docs-examples/shell-blocks.ts';
import { until } from '../faults/until.ts';
import { findServices } from '../start/find-services.ts';
import { type Machine, newKeys, openMachine } from './machine.ts';

const page = 'docs/ops/backup-and-restore.md';
const backUp = fencedStatementsIn(sectionOf(page, 'Back up'));
const statements = fencedStatementsIn(sectionOf(page, 'All is lost'));
const restoring = statements.findIndex((one) => one.startsWith('npm run restore'));
const [restore, look] = [statements.slice(0, restoring + 1), statements.slice(restoring + 1)];
const others = findServices(join(import.meta.dirname, '../..'))
  .map(({ name }) => name)
  .filter((name) => name !== 'job-status' && name !== 'celery-bridge');

describe('a system of which all is lost but its backups and its keys', () => {
  const keys = newKeys();
  const copy = mkdtempSync(join(tmpdir(), 'restore-spec-'));
  const machines: Machine[] = [];
  const open = async () => {
    const machine = await openMachine(keys, copy);
    machines.push(machine);
    return machine;
  };
  afterAll(async () => {
    for (const machine of machines) await machine.close();
    rmSync(copy, { recursive: true });
  }, 60_000);

  it(`comes back by what ${page} has one type, and what was open is done`, async () => {
    const lost = await open();
    await lost.makeDatabase();
    await lost.start('job-status', 'gateway', 'maintenance'); // nobody who reads scripts
    const api = clientOf(lost.gatewayUrl);
    const file = { artifactBytes: 12_345 };
    const before = await api.end(await api.submit('system.debug', keys.adminKey, file), keys.adminKey);
    const waiting = await api.submit('script.parse', keys.adminKey, { script: 'INT. HOUSE - DAY\n\nIt is quiet.' });

    await lost.type(backUp);

    const { items: backups } = await api.ask<{ items: Backup[] }>('/v1/admin/backups', keys.adminKey);
    expect(backups).toEqual([expect.objectContaining({ testedAt: expect.any(String) })]);
    const { items: made } = await api.ask<{ items: Job[] }>('/v1/jobs?type=maintenance.backupDatabase', keys.adminKey);
    expect(made).toEqual([expect.objectContaining({ status: 'succeeded' })]);
    await machines.pop()!.close();

    const fresh = await open();
    const said = await fresh.type(restore);
    const again = await fresh.tryTo(restore.at(-1)!);

    expect(said.at(-1)).toContain('All rows are back.');
    expect(again.said).toContain('backup.targetNotEmpty');
    await fresh.start('job-status');
    await fresh.start(...others);
    const restored = clientOf(fresh.gatewayUrl);
    // Workers are known by their first sign of life.
    for (const one of look) await until(one, async () => (await fresh.tryTo(one)).exitCode === 0, { limitMs: 60_000 });
    expect(await restored.ask(`/v1/jobs/${before.id}`, keys.adminKey)).toEqual(before);
    expect(await restored.ask('/v1/jobs', keys.userKey)).toMatchObject({ items: [] });
    const { artifacts } = await restored.ask<JobSnapshot>(`/v1/jobs/${before.id}/tree`, keys.adminKey);
    const content = `/v1/artifacts/${artifacts[0]!.id}/content`;
    expect(await restored.bytesOf(content, keys.adminKey)).toBe(file.artifactBytes);
    // The second one ran at the moment that the backup holds: it is the backup itself.
    for (const job of [waiting, made[0]!, await restored.submit('system.debug', keys.adminKey)])
      expect(await restored.end(job, keys.adminKey)).toMatchObject({ status: 'succeeded' });
  }, 420_000);
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
      const ended = async () => {
        const job = await ask<Job>(`/v1/jobs/${id}`, key);
        return ['succeeded', 'failed', 'cancelled', 'expired'].includes(job.status) && job;
      };
      return until(`${type} has ended`, ended, { limitMs: 90_000 });
    },
  };
};
