import type { AlertPage, DeadLetterPage } from '@polyspool/contracts/dead-letters';
import type { AttemptList, JobPage } from '@polyspool/contracts/job-status';
import { raiseAlerts } from '@polyspool/database/alerts';
import { saveAttempts } from '@polyspool/database/attempts';
import { bury } from '@polyspool/database/dead-letters';
import { JobRecords } from '@polyspool/database/job-records';
import { setJob } from '@polyspool/database/testing-records';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('what went wrong, as administrators see it', () => {
  let gateway: TestGateway;
  let jobIds: string[];
  beforeAll(async () => {
    gateway = await openGateway();
    const jobs = gateway.app.get(JobRecords);
    jobIds = [];
    for (const fingerprint of ['aa', 'aa', 'bb']) {
      const { id } = await jobs.accept(
        { id: v7(), userId: gateway.anna.id, type: 'video.process', queue: 'video', input: {} },
        100,
      );
      const error = { code: 'engine.failed', detail: `As ${fingerprint}` };
      await setJob(gateway.database, id, { status: 'failed', error: JSON.stringify(error), finished_at: new Date() });
      const at = new Date();
      await gateway.database.transaction(async (tx) => {
        const whole = { ...error, errorClass: 'EngineError', stack: 'at engine.ts:1' };
        await saveAttempts(tx, [{ jobId: id, run: 1, attempt: 1, outcome: 'failed', at, worker: 'w', error: whole }]);
        await bury(tx, [{ jobId: id, fingerprint, diedAt: at }]);
        const alert = { kind: 'deadLetter', subject: fingerprint, message: 'It failed', count: 1, at, isNews: true };
        await raiseAlerts(tx, [alert]);
      });
      jobIds.push(id);
    }
  });
  afterAll(() => gateway.close());

  const get = async <Shape>(path: string, key = keys.operator) => jsonOf<Shape>(await gateway.ask('GET', path, key));

  it('is in groups, page by page, and each has its jobs', async () => {
    const first = await get<DeadLetterPage>('/v1/admin/dead-letters?limit=1');
    const second = await get<DeadLetterPage>(`/v1/admin/dead-letters?limit=1&cursor=${first.nextCursor}`);

    const sample = { jobId: jobIds[2], detail: 'As bb' };
    expect(first.items).toMatchObject([{ fingerprint: 'bb', code: 'engine.failed', count: 1, sample }]);
    expect(second.items).toMatchObject([{ fingerprint: 'aa', count: 2 }]);
    expect(second.nextCursor).toBeUndefined();
    const { items } = await get<JobPage>('/v1/admin/dead-letters/aa');
    expect(items.map(({ id }) => id)).toEqual([jobIds[1], jobIds[0]]);
  });

  it('is for operators and administrators only', async () => {
    for (const [method, path] of [
      ['GET', 'dead-letters'],
      ['GET', 'dead-letters/aa'],
      ['DELETE', 'dead-letters?fingerprint=aa'],
      ['GET', 'alerts'],
      ['POST', `alerts/${v7()}/seen`],
    ] as const) {
      expect((await gateway.ask(method, `/v1/admin/${path}`, keys.anna)).status).toBe(403);
    }
  });

  it('is taken away by kind or age, after a look at how much that is', async () => {
    const purge = async (query: string) => {
      const answer = await gateway.ask('DELETE', `/v1/admin/dead-letters?${query}`, keys.admin);
      return [answer.status, await jsonOf(answer)];
    };

    expect(await purge('')).toMatchObject([400, { code: 'filter.empty' }]);
    expect(await purge('fingerprint=bb&dryRun=true')).toEqual([200, { matched: 1, dryRun: true }]);
    expect(await purge('olderThanDays=1')).toEqual([200, { matched: 0, dryRun: false }]);
    expect(await purge('fingerprint=bb')).toEqual([200, { matched: 1, dryRun: false }]);
    expect(await purge('fingerprint=bb')).toEqual([200, { matched: 0, dryRun: false }]);
    const unknown = await gateway.ask('GET', '/v1/admin/dead-letters/bb', keys.admin);
    expect([unknown.status, await jsonOf(unknown)]).toMatchObject([404, { code: 'deadLetter.unknown' }]);
    expect(gateway.lines).toContainEqual(expect.objectContaining({ msg: 'Dead letters purged', fingerprint: 'bb' }));
  });

  it('raises alerts, until somebody has seen them', async () => {
    const { items } = await get<AlertPage>('/v1/admin/alerts?seen=false');
    expect(items.map(({ subject, count }) => [subject, count])).toEqual([
      ['bb', 1],
      ['aa', 2],
    ]);

    const answer = await gateway.ask('POST', `/v1/admin/alerts/${items[0]!.id}/seen`, keys.operator);

    expect(await jsonOf(answer)).toMatchObject({ subject: 'bb', seenAt: expect.any(String) });
    expect((await get<AlertPage>('/v1/admin/alerts?seen=false')).items).toHaveLength(1);
    expect((await get<AlertPage>('/v1/admin/alerts?seen=true')).items).toHaveLength(1);
    expect((await gateway.ask('POST', `/v1/admin/alerts/${v7()}/seen`, keys.admin)).status).toBe(404);
  });

  it('is in the attempts of a job, the insides for administrators only', async () => {
    const path = `/v1/jobs/${jobIds[0]}/attempts`;
    const insides = { errorClass: 'EngineError', stack: 'at engine.ts:1' };

    const [owner, admin] = [await get<AttemptList>(path, keys.anna), await get<AttemptList>(path, keys.admin)];

    const error = { code: 'engine.failed', detail: 'As aa' };
    expect(owner.items).toMatchObject([{ run: 1, attempt: 1, worker: 'w', outcome: 'failed' }]);
    expect(owner.items[0]!.error).toEqual(error);
    expect((await get<AttemptList>(path, keys.operator)).items[0]!.error).toEqual(error);
    expect(admin.items[0]!.error).toEqual({ ...error, ...insides });
    expect((await gateway.ask('GET', path, keys.ben)).status).toBe(404);
  });
});
