import { jest } from '@jest/globals';
import { testStores } from '@polyspool/service/testing/env';
import { EngineStates } from './engine-states.js';
import { slotTime, wholeJob } from './learned-rates.js';
import { Outbox } from './outbox.js';
import { Outlook } from './outlook.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';
import { Workers } from './workers.js';

const type = 'video.process';

describe('the outlook of a job', () => {
  let records: TestRecords;
  let anna: string;
  let ben: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('TRUNCATE step_rates, workers, engines, queue_controls');
    [anna, ben] = [await records.addUser(), await records.addUser()];
  });

  /** Looks afresh. */
  const outlookOf = async (...ids: string[]) => {
    const outlooks = await new Outlook(records.database, 0).ofIds(ids);
    return ids.map((id) => outlooks.get(id) ?? {});
  };
  const positions = async (...ids: string[]) =>
    (await outlookOf(...ids)).map(({ waiting }) => [waiting?.reason, waiting?.position]);
  const work = (slots: number, queue = 'video') =>
    new Workers(records.database).replace([
      { id: 'a', name: 'worker', queues: { [queue]: slots }, startedAtMs: 0, ageMs: 0, active: 0, rssBytes: 1 },
    ]);
  const learnt = (step: string, seconds: number, unit = 'job') =>
    records.database.execute('INSERT INTO step_rates VALUES ($1, $2, $3, $4, now())', [type, step, unit, [seconds]]);
  const dispatch = (window: number) => new Outbox(records.database).fill('video', window, async () => undefined);
  const accept = async (userId = anna) => (await records.accept(userId)).id;
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  const secondsUntil = (at: string | undefined) => (at ? (Date.parse(at) - Date.now()) / 1_000 : undefined);

  it('says where it stands, in Redis or not: nobody stands behind the backlog of another', async () => {
    await work(4);
    const [first, second] = [await accept(), await accept()];
    await dispatch(2);
    const [third, ofBen] = [await accept(), await accept(ben)];

    expect(await positions(first, ofBen, second, third)).toEqual([
      ['fairShare', 1],
      ['fairShare', 2],
      ['fairShare', 3],
      ['fairShare', 4],
    ]);
  });

  it('stands in the very order in which the dispatcher takes them', async () => {
    await work(4);
    const ids: string[] = [];
    for (const userId of [anna, anna, anna, ben, anna, ben]) ids.push(await accept(userId));
    const urgent = (await records.accept(ben, { priority: 'urgent' })).id;
    const places = await outlookOf(...ids, urgent);
    const order = [...ids, urgent].toSorted(
      (a, b) =>
        places[[...ids, urgent].indexOf(a)]!.waiting!.position! -
        places[[...ids, urgent].indexOf(b)]!.waiting!.position!,
    );

    const taken: string[] = [];
    await new Outbox(records.database).fill('video', 100, async (jobs) => void taken.push(...jobs.map(({ id }) => id)));

    expect(order).toEqual(taken);
    expect(order[0]).toBe(urgent);
  });

  it('is that no worker is there, that its queue is paused, that an engine is away', async () => {
    const id = await accept();
    expect(await positions(id)).toEqual([['noWorker', 1]]);

    await work(4);
    await records.database.execute(`INSERT INTO queue_controls VALUES ('video', 'paused')`);
    expect(await positions(id)).toEqual([['paused', 1]]);

    await records.database.execute('TRUNCATE queue_controls');
    await setJob(records.database, id, { type: 'video.processChunk' });
    const retryAtMs = Date.now() + 60_000;
    await new EngineStates(records.database).replace([{ name: 'transcriber', state: 'open', sinceMs: 0, retryAtMs }]);
    expect(await positions(id)).toEqual([['engineDown', 1]]);
  });

  it('is the line again when the delay before the next attempt is over', async () => {
    await work(4);
    const [again, fresh] = [await accept(), await accept(ben)];
    await dispatch(2);
    await setJob(records.database, again, { status: 'retrying', started_at: ago(60) });

    expect(await positions(again, fresh)).toEqual([
      ['fairShare', 1],
      ['fairShare', 2],
    ]);
  });

  it('has no end in sight where no worker is, nothing was learned, or the queue is paused', async () => {
    const id = await accept();
    await learnt(wholeJob, 60);
    expect((await outlookOf(id))[0]?.eta).toBeUndefined();

    await work(1);
    expect((await outlookOf(id))[0]?.eta).toBeDefined();

    await records.database.execute(`INSERT INTO queue_controls VALUES ('video', 'paused')`);
    expect((await outlookOf(id))[0]?.eta).toBeUndefined();

    await records.database.execute('TRUNCATE queue_controls, step_rates');
    expect((await outlookOf(id))[0]?.eta).toBeUndefined();
  });

  it('ends after those before it, which share the slots', async () => {
    await learnt(wholeJob, 60);
    await learnt(slotTime, 100);
    await work(2);
    const ids: string[] = [];
    for (let count = 0; count < 6; count++) ids.push(await accept());

    const ends = (await outlookOf(...ids)).map(({ eta }) => Math.round(secondsUntil(eta?.p50)!));

    expect(ends).toEqual([60, 60, 160, 210, 260, 310]);
  });

  it('counts in what those that run have still to do', async () => {
    await learnt(wholeJob, 60);
    await learnt(slotTime, 60);
    await work(1);
    const [running, next] = [await accept(), await accept()];
    await dispatch(10);
    await setJob(records.database, running, { status: 'running', started_at: ago(20) });

    const [ofRunning, ofNext] = await outlookOf(running, next);

    expect(secondsUntil(ofRunning?.eta?.p50)).toBeCloseTo(40, 0);
    expect(secondsUntil(ofNext?.eta?.p50)).toBeCloseTo(100, 0);
    expect(ofRunning?.waiting).toBeUndefined();
  });

  it('follows the work that the job has told of, and its step', async () => {
    await work(1);
    await learnt(wholeJob, 1, 'mediaSeconds');
    await learnt('chunks', 0.5, 'mediaSeconds');
    await learnt('write', 0.1, 'mediaSeconds');
    const id = await accept();
    const told = { status: 'running', started_at: ago(5), work_unit: 'mediaSeconds', work_amount: 100 };
    await setJob(records.database, id, { ...told, step: 'chunks', step_at: ago(1) });

    expect(secondsUntil((await outlookOf(id))[0]?.eta?.p50)).toBeCloseTo(49 + 10, 0);
  });

  it('does not begin before its reason clears', async () => {
    await learnt(wholeJob, 60);
    await work(1);
    const runAt = new Date(Date.now() + 600_000);
    const { id } = await records.accept(anna, { runAt });

    const [outlook] = await outlookOf(id);

    expect(outlook?.waiting).toEqual({ reason: 'scheduled', clearsAt: runAt.toISOString() });
    expect(outlook?.eta?.p50).toBe(new Date(runAt.getTime() + 60_000).toISOString());
  });

  it('is none for what is being cancelled or has ended', async () => {
    await learnt(wholeJob, 60);
    const [cancelling, ended] = [await accept(), await accept()];
    await setJob(records.database, cancelling, { status: 'cancelling' });
    await setJob(records.database, ended, { status: 'failed', finished_at: new Date() });

    expect(await outlookOf(cancelling, ended)).toEqual([{}, {}]);
  });

  it('of one that came after the line was looked at is at its end', async () => {
    await work(1);
    const outlook = new Outlook(records.database, 60_000);
    await outlook.ofIds([await accept()]);
    const late = await accept();

    expect((await outlook.ofIds([late])).get(late)?.waiting?.position).toBe(2);
  });

  it('is looked up once for all who ask at the same time, ten thousand waiting', async () => {
    await work(4);
    await records.database.execute(
      `WITH many AS (
         INSERT INTO jobs (id, user_id, type, queue, input)
         SELECT gen_random_uuid(), $1, $2, 'video', '{}' FROM generate_series(1, 10000) RETURNING id, queue, user_id
       ) INSERT INTO outbox (job_id, queue, user_id, priority) SELECT id, queue, user_id, 5 FROM many`,
      [anna, type],
    );
    const jobs = await records.jobs.list(anna, { limit: 200 });
    const query = jest.spyOn(records.database, 'query');
    const outlook = new Outlook(records.database, 60_000);

    const seen = (await Promise.all(jobs.map((job) => outlook.of([job])))).flat();

    const looks = query.mock.calls.filter(([sql]) => sql.includes('ORDER BY turn_at'));
    query.mockRestore();
    expect(looks).toHaveLength(1);
    expect(new Set(seen.map(({ waiting }) => waiting?.position)).size).toBe(200);
  });
});
