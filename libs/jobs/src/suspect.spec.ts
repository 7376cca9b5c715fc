import type { Job } from 'bullmq';
import { Isolation } from './isolation.js';
import type { QueuedJob } from './job-messages.js';
import { PutOff } from './put-off.js';
import { isSuspect, runSuspect } from './suspect.js';

const never = new AbortController().signal;

/** As much of a job as it takes to suspect it. */
function suspectJob(stalledCounter: number, data: Partial<QueuedJob> = {}) {
  const job = {
    stalledCounter,
    data: { input: {}, run: 1, ...data } as QueuedJob,
    updateData: async (next: QueuedJob) => void (job.data = next),
  };
  return job as typeof job & Job<QueuedJob>;
}

/** A process where another job goes on and on. */
function company() {
  const gate = Promise.withResolvers<void>();
  const isolation = new Isolation({ close: () => undefined, open: () => undefined }, 2);
  const other = isolation.together(never, () => gate.promise);
  const leave = async () => {
    gate.resolve();
    await other;
  };
  return { isolation, leave };
}

describe('a job under which workers have ended', () => {
  it('steps back for jobs that do not leave, five times, and runs beside them without being on trial', async () => {
    const { isolation, leave } = company();
    const job = suspectJob(2, { deaths: 1 });
    const deaths = () => job.data.deaths;
    const run = () => runSuspect(isolation, { job, cancelled: never }, async () => deaths());

    for (let tries = 1; tries <= 5; tries += 1) {
      const before = Date.now();
      const putOff = await run().catch((error: unknown) => error);
      expect(putOff).toBeInstanceOf(PutOff);
      const { reason, untilMs } = (putOff as PutOff).wait;
      expect(reason).toBe('backoff');
      expect(untilMs).toBeGreaterThanOrEqual(before + 10_000);
      expect(untilMs).toBeLessThanOrEqual(Date.now() + 30_000);
      expect(job.data.vainTries).toEqual({ stalls: 2, tries });
    }

    expect(await run()).toBe(1); // not one more, as it would be on trial
    await leave();
  });

  it('tries to be alone again after a death in company, and is on trial once it is', async () => {
    const { isolation, leave } = company();
    const job = suspectJob(3, { vainTries: { stalls: 2, tries: 5 } });
    const run = () => runSuspect(isolation, { job, cancelled: never }, async () => job.data.deaths);

    await expect(run()).rejects.toThrow(PutOff);
    await leave();

    expect(await run()).toBe(1);
    expect(job.data.deaths).toBe(0);
  });

  it('is given up after two deaths alone, not after any number in company', async () => {
    const { isolation, leave } = company();
    await leave();
    const run = (job: ReturnType<typeof suspectJob>) =>
      runSuspect(isolation, { job, cancelled: never }, async () => 'ran');

    await expect(run(suspectJob(2, { deaths: 2 }))).rejects.toMatchObject({ code: 'job.poison' });
    expect(await run(suspectJob(50, { deaths: 1 }))).toBe('ran');
    expect([0, 1, 2].map((times) => isSuspect(suspectJob(times)))).toEqual([false, false, true]);
  });

  it('is cancelled, not put off, when both happen', async () => {
    const { isolation, leave } = company();
    const stop = new AbortController();
    const job = suspectJob(2);
    const updateData = job.updateData;
    job.updateData = async (data: QueuedJob) => {
      stop.abort(new Error('cancelled'));
      await updateData(data);
    };

    await expect(runSuspect(isolation, { job, cancelled: stop.signal }, async () => 'ran')).rejects.toThrow(
      'cancelled',
    );
    await leave();
  });
});
