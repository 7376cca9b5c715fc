import { testStores } from '@polyspool/service/testing/env';
import { Commands } from './commands.js';
import { OpenJobs } from './open-jobs.js';
import { Outbox } from './outbox.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';
import { Workers } from './workers.js';

describe('jobs on their way into Redis', () => {
  let records: TestRecords;
  let outbox: Outbox;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    outbox = new Outbox(records.database);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    anna = await records.addUser();
  });

  const accept = async (userId: string, count: number) => {
    const ids: string[] = [];
    for (let made = 0; made < count; made++) ids.push((await records.accept(userId)).id);
    return ids;
  };
  const fill = async (windowSize: number) => {
    const put: string[] = [];
    await outbox.fill('video', windowSize, async (jobs) => void put.push(...jobs.map(({ id }) => id)));
    return put;
  };
  const waiting = async () => (await records.database.query('SELECT 1 FROM outbox')).length;

  it('are more where there are more slots than the window has place for', async () => {
    const worker = { name: 'video-worker', startedAtMs: 0, ageMs: 0, active: 0, rssBytes: 0 };
    await new Workers(records.database).replace([
      { ...worker, id: 'a', queues: { video: 1, content: 7 } },
      { ...worker, id: 'b', queues: { video: 1 } },
    ]);
    const ids = await accept(anna, 12);

    expect(await fill(3)).toEqual(ids.slice(0, 8));
    await records.database.execute('TRUNCATE workers');
    expect(await fill(9)).toEqual(ids.slice(8, 9));
  });

  it('hold no lock while Redis takes its time, and count as being there', async () => {
    const [first, second] = await accept(anna, 3);
    let finish = () => undefined as void;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    let begun = () => undefined as void;
    const putting = new Promise<void>((resolve) => (begun = resolve));
    const filled = outbox.fill('video', 1, async () => {
      begun();
      await slow;
    });
    await putting;

    const asked = await records.jobs.cancel(first!, anna); // waits for no lock
    expect(await fill(1)).toEqual([]);
    expect(await fill(2)).toEqual([second]);
    finish();

    expect(asked.status).toBe('cancelling');
    expect(await filled).toBe(1);
    expect(await new Commands(records.database).tree({ id: first!, run: 1 })).toMatchObject([
      { dispatched: true, onItsWay: false },
    ]);
  });

  it('are taken over from a dispatcher that has died', async () => {
    const [id] = await accept(anna, 1);
    await records.database.execute('UPDATE outbox SET claimed_at = now()');
    expect(await fill(1)).toEqual([]);
    await records.database.execute(`UPDATE outbox SET claimed_at = now() - interval '1 minute'`);

    expect(await fill(1)).toEqual([id]);
  });

  it('may have ended before they are noted as being there', async () => {
    const { id } = await records.accept(anna, { runAt: new Date(Date.now() + 60_000) });
    await records.database.execute('UPDATE outbox SET run_at = now()');

    await outbox.fill('video', 1, () =>
      setJob(records.database, id, { status: 'succeeded', finished_at: new Date(), seq: 2 }),
    );

    expect(await records.jobs.find(id, anna)).toMatchObject({ status: 'succeeded', seq: 2 });
    expect(await waiting()).toBe(0);
  });

  it('are where they were when putting fails', async () => {
    const ids = await accept(anna, 3);
    const failing = outbox.fill('video', 100, async () => {
      throw new Error('Redis is away');
    });

    await expect(failing).rejects.toThrow('Redis is away');

    expect(await waiting()).toBe(3);
    expect(await fill(100)).toEqual(ids);
  });

  it('are not put when they were cancelled after Redis had lost them', async () => {
    const [id] = await accept(anna, 1);
    await fill(1);
    const open = new OpenJobs(records.database);
    await open.putAgain(await open.of('video'));
    await setJob(records.database, id!, { status: 'cancelling' });

    expect(await fill(1)).toEqual([]);
    expect(await waiting()).toBe(0);
  });
});
