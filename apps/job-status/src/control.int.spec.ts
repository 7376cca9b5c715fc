import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { QueueControls } from '@polyspool/database/queue-controls';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { eventually } from '@polyspool/service/testing/eventually';
import { type Handlers, type House, openHouse } from './testing-house.js';

/** What the language of a job makes of it. */
const kinds = { quick: 'en', failsOnce: 'fr', putsOff: 'de', runsOn: 'es' } as const;

describe('jobs under control', () => {
  let house: House;
  let started: string[];
  beforeAll(async () => {
    house = await openHouse({ 'video.process': process as Handlers[string] });
  });
  afterAll(() => house.close());
  beforeEach(() => {
    started = [];
  });

  const process: Handlers[string] = async ({ id, input, attempt, signal, retryLater }) => {
    started.push(id);
    const language = input['language'];
    if (language === kinds.failsOnce && attempt === 1) throw new AppError('internal', 'Not yet');
    if (language === kinds.putsOff) await retryLater(3_600_000);
    if (language === kinds.runsOn) await aborted(signal);
    return { durationSeconds: 1, chunks: 1, segments: 0, words: 0, language: 'en', warnings: [] };
  };
  const submit = async (kind: keyof typeof kinds, more: Parameters<House['submit']>[1] = {}) =>
    (await house.submit({ language: kinds[kind] }, more)).id;
  const find = async (id: string) => (await house.jobs.find(id, house.userId))!;
  const becomes = (id: string, status: Job['status']) =>
    eventually(async () => expect((await find(id)).status).toBe(status), 10_000);
  const controls = () => house.status.get(QueueControls, { strict: false });

  it('do not start while their queue is paused, also when Redis has forgotten it, and start when it opens', async () => {
    await controls().set('video', 'paused');
    const client = house.status.get(QueueClient);
    const isPaused = () => eventually(async () => expect(await client.isPaused('video')).toBe(true), 2_000);
    await isPaused();
    const ids = await Promise.all([submit('quick'), submit('quick')]);

    await house.redis.empty();

    await isPaused();
    expect(started).toEqual([]);
    expect(await Promise.all(ids.map(async (id) => (await find(id)).status))).toEqual(['queued', 'queued']);
    await controls().set('video', 'open');
    for (const id of ids) await becomes(id, 'succeeded');
  });

  it('need not wait for their next attempt', async () => {
    const id = await submit('failsOnce'); // its contract says a minute
    await becomes(id, 'retrying');

    await house.runs.retry(id, house.userId, 200);

    await becomes(id, 'succeeded');
    expect(await find(id)).toMatchObject({ attempts: 2, run: 1 });
  });

  it.each([
    ['waits for its next attempt', 'failsOnce', 'retrying'],
    ['is put off', 'putsOff', 'retrying'],
    ['runs', 'runsOn', 'running'],
  ] as const)(
    'are cancelled within two seconds when one %s, by any job-status, and once',
    async (_name, kind, status) => {
      await using others = new AsyncDisposableStack();
      others.adopt(await house.startStatus(), (second) => second.close());
      const id = await submit(kind);
      await eventually(() => expect(started).toEqual([id]));
      await becomes(id, status);
      const before = Date.now();

      await Promise.all([1, 2, 3].map(() => house.jobs.cancel(id, house.userId)));

      await becomes(id, 'cancelled');
      expect(Date.now() - before).toBeLessThan(2_000);
      await expect(house.jobs.cancel(id, house.userId)).rejects.toMatchObject({ code: 'job.alreadyFinished' });
      const told = await house.database.query<{ status: string }>(
        `SELECT data->'change'->>'status' AS status FROM events WHERE job_id = $1 ORDER BY seq`,
        [id],
      );
      const ends = told.filter((event) => ['cancelling', 'cancelled'].includes(event.status));
      expect(ends).toEqual([{ status: 'cancelling' }, { status: 'cancelled' }]);
    },
  );

  it('are cancelled where they wait in Redis for a slot, without starting', async () => {
    const busy = await Promise.all([1, 2, 3, 4].map(() => submit('runsOn')));
    await eventually(() => expect(started).toHaveLength(4));
    const waiting = await submit('quick');
    await eventually(async () => {
      const [row] = await house.database.query('SELECT FROM jobs WHERE id = $1 AND dispatched_at IS NOT NULL', [
        waiting,
      ]);
      expect(row).toBeDefined();
    });

    await house.jobs.cancel(waiting, house.userId);

    await becomes(waiting, 'cancelled');
    for (const id of busy) await house.jobs.cancel(id, house.userId);
    for (const id of busy) await becomes(id, 'cancelled');
    expect(started).not.toContain(waiting);
  });

  it('overtake, when they are urgent, what is in Redis already', async () => {
    const busy = await Promise.all([1, 2, 3, 4].map(() => submit('runsOn')));
    await eventually(() => expect(started).toHaveLength(4));
    const usual = await Promise.all(Array.from({ length: 10 }, () => submit('quick')));
    const urgent = await submit('quick', { priority: 'urgent' });
    await eventually(async () => {
      const waiting = await house.database.query('SELECT FROM outbox');
      expect(waiting).toEqual([]);
    });

    await house.jobs.cancel(busy[0]!, house.userId);

    for (const id of [...usual, urgent]) await becomes(id, 'succeeded');
    expect(started[4]).toBe(urgent);
    for (const id of busy.slice(1)) await house.jobs.cancel(id, house.userId);
    for (const id of busy) await becomes(id, 'cancelled');
  });

  it('are all there in the end, though Redis was emptied twice under 500 of them', async () => {
    const ids: string[] = [];
    const openJobs = async () => (await house.database.query('SELECT FROM jobs WHERE finished_at IS NULL')).length;
    const users = await Promise.all([1, 2, 3].map((n) => house.people.ensure(`User ${n}`, 'user', `key of user ${n}`)));
    for (let made = 0; made < 500; made++) {
      ids.push(await submit('quick', { userId: users[made % 3]!.id }));
      if (made === 150 || made === 350) await house.redis.empty();
    }

    await eventually(async () => expect(await openJobs()).toBe(0), 60_000);

    const rows = await house.database.query<{ status: Job['status']; ends: number }>(
      `SELECT status, (SELECT count(*)::int FROM events WHERE job_id = jobs.id AND type = 'succeeded') AS ends
       FROM jobs WHERE id = ANY($1)`,
      [ids],
    );
    expect(rows).toHaveLength(500);
    expect(rows.filter(({ status, ends }) => !isTerminal(status) || status !== 'succeeded' || ends !== 1)).toEqual([]);
  }, 90_000);
});

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
