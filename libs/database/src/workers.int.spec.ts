import { testStores } from '@polyspool/service/testing/env';
import { EngineStates } from './engine-states.js';
import { openTestRecords, type TestRecords } from './testing-records.js';
import { slotsOf, type WorkerReport, Workers } from './workers.js';

const report = (id: string, more: Partial<WorkerReport> = {}): WorkerReport => ({
  id,
  name: 'video-worker',
  queues: { video: 4 },
  startedAtMs: Date.UTC(2030, 0, 1),
  ageMs: 1_000,
  active: 1,
  rssBytes: 5_000_000_000,
  ...more,
});

describe('what Postgres knows of those who talk to Redis', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());

  it('is the workers of the last copy, and no others', async () => {
    const workers = new Workers(records.database);
    await workers.replace([report('a:1:x'), report('b:1:x', { queues: { video: 2, system: 1 } })]);
    await workers.replace([report('b:1:x', { queues: { video: 3 }, active: 2 }), report('c:1:x')]);

    const live = await workers.live();

    expect(live).toMatchObject([
      {
        id: 'b:1:x',
        queues: { video: 3 },
        active: 2,
        rssBytes: 5_000_000_000,
        startedAt: new Date(Date.UTC(2030, 0, 1)),
      },
      { id: 'c:1:x' },
    ]);
    expect(slotsOf(live)).toEqual(new Map([['video', 7]]));
  });

  it('leaves out a worker that has been silent for less than half a minute, also when nobody copies any more', async () => {
    const workers = new Workers(records.database);
    await workers.replace([report('a:1:x', { ageMs: 26_000 }), report('b:1:x', { ageMs: 17_000 })]);

    expect((await workers.live()).map(({ id }) => id)).toEqual(['b:1:x']);
  });

  it('is nobody, when nobody is there', async () => {
    const workers = new Workers(records.database);
    await workers.replace([report('a:1:x')]);
    await workers.replace([]);

    expect(await workers.live()).toEqual([]);
  });

  it('is how the engines are', async () => {
    const engines = new EngineStates(records.database);
    const [sinceMs, retryAtMs] = [Date.UTC(2030, 0, 1), Date.UTC(2030, 0, 2)];
    await engines.replace([{ name: 'transcriber', state: 'open', sinceMs, retryAtMs, detail: 'No answer' }]);
    expect(await engines.all()).toEqual([
      { name: 'transcriber', state: 'open', sinceMs, retryAtMs, detail: 'No answer' },
    ]);

    await engines.replace([{ name: 'translator', state: 'closed', sinceMs }]);

    expect(await engines.all()).toMatchObject([{ name: 'translator', state: 'closed', retryAtMs: null, detail: null }]);
  });
});
