import { systemJobs } from '@polyspool/contracts/system';
import { systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { pack } from '@polyspool/jobs/packing/packed-input';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { Readiness } from '@polyspool/service/readiness';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { type House, openHouse } from '../testing-house.js';

const success = { status: 'success', message: 'Celery is working!' };

describe('jobs of the system', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const debug = (input: Record<string, unknown> = {}) => house.put(systemJobs.debug, input);
  const marks = async (jobId: string) => {
    const rows = await house.database.query('SELECT key FROM debug_effects WHERE job_id = $1', [jobId]);
    return rows.length;
  };

  describe('debug', () => {
    it('answers as its Celery namesake does', async () => {
      const { completed, attemptsStarted } = await house.ended(await debug());

      expect([completed?.output, completed?.artifacts, attemptsStarted]).toEqual([success, [], 1]);
    });

    it('publishes a file of the size asked for', async () => {
      const { completed } = await house.ended(await debug({ artifactBytes: 12_345 }));

      expect(completed?.artifacts).toMatchObject([{ name: 'debug.bin', kind: 'report', bytes: 12_345 }]);
    });

    it('gives a note back that was encrypted on its way', async () => {
      const id = newJobId();
      const parts = { storage: new FakeStorage(), keys: house.keys };
      const { completed } = await house.ended(
        await house.put(systemJobs.debug, await pack(systemJobs.debug, id, { note: 'A secret' }, parts), id),
      );

      expect(JSON.stringify(completed)).not.toContain('A secret');
      expect(await unpackOutput(systemJobs.debug, id, completed?.output, parts)).toEqual({
        ...success,
        note: 'A secret',
      });
    });

    it('has parts that run as jobs of their own, and its effect once though it is entered again after them', async () => {
      const id = await debug({ parts: 3, effect: 'mail' });
      const { completed, attemptsStarted } = await house.ended(id);

      expect([completed?.output, attemptsStarted, await marks(id)]).toEqual([success, 2, 1]);
    });

    it('has its effect once, though the job runs again', async () => {
      const id = await debug({ effect: 'mail' });
      await house.ended(id);
      await house.redis.empty();
      await house.put(systemJobs.debug, { effect: 'mail' }, id);
      const again = await house.ended(id);

      expect([again.completed?.output, await marks(id)]).toEqual([success, 1]);
    });

    it('waits in steps that are kept', async () => {
      const id = await debug({ steps: 3, failures: 1, waitMs: 5 });
      const { completed, attemptsStarted } = await house.ended(id);

      expect([completed?.output, attemptsStarted]).toEqual([success, 2]);
      expect(completed?.reused).toMatchObject({ steps: 3 });
    });

    it('fails as often as asked', async () => {
      const id = await debug({ failures: 1, effect: 'mail' });
      const { completed, attemptsStarted } = await house.ended(id);

      expect([completed?.output, attemptsStarted, await marks(id)]).toEqual([success, 2, 1]);
    });
  });

  describe('health check', () => {
    /** Runs it as one that the gateway has accepted, and whose start job-status has recorded. */
    const check = async () => {
      const id = newJobId();
      const row = { id, userId: systemUserId, type: systemJobs.healthCheck.name, queue: 'system', input: {} };
      await house.jobs.accept(row, 1_000);
      await house.put(systemJobs.healthCheck, {}, id);
      await house.database.execute('UPDATE jobs SET started_at = now() WHERE id = $1', [id]);
      return systemJobs.healthCheck.output.parse((await house.ended(id)).completed?.output);
    };

    it('finds all well once its own start has been recorded', async () => {
      const { status, checks } = await check();

      expect(status).toBe('healthy');
      expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
        expect.arrayContaining(['postgres', 'redis', 'storage', 'queue'].map((name) => [name, true])),
      );
    });

    it('says what is away', async () => {
      house.app.get(Readiness).add({ name: 'storage', check: () => Promise.reject(new Error('The disk is away')) });
      const { status, checks } = await check();

      expect([status, checks.filter(({ ok }) => !ok)]).toEqual([
        'degraded',
        [expect.objectContaining({ name: 'storage', detail: 'The disk is away' })],
      ]);
    });
  });
});
