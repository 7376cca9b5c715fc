import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { ArtifactRecords } from './artifact-records.js';
import { Commands } from './commands.js';
import { JobLedger } from './job-ledger.js';
import { OpenJobs } from './open-jobs.js';
import { Outbox } from './outbox.js';
import { publishFiles } from './published-files.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

describe('job records', () => {
  let records: TestRecords;
  let anna: string;
  let ben: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    [anna, ben] = [await records.addUser(), await records.addUser()];
  });

  const dispatchAll = () => new Outbox(records.database).fill('video', 1_000, async () => undefined);
  const addChildren = async (parentId: string, indexes: number[]) => {
    const children = indexes.map((index) => {
      const id = v7();
      return { id, parentId, index, type: 'video.processChunk', run: 1, dispatch: 1, input: { index }, weight: 1 };
    });
    await records.database.transaction((tx) => new JobLedger().adopt(tx, 'video', children));
    return children.map(({ id }) => id);
  };
  const publish = (jobId: string, name: string, sha256 = 'x') =>
    records.database.transaction((tx) =>
      publishFiles(tx, [
        {
          jobId,
          name,
          kind: 'report',
          mediaType: 'text/plain',
          bytes: 1,
          sha256,
          storageKey: `jobs/${jobId}/${sha256}/${name}`,
        },
      ]),
    );

  it('are seen by their owner and by operators, and by nobody else, in every method', async () => {
    const { id } = await records.accept(anna);
    await publish(id, 'a.txt');
    const artifactId = (await records.jobs.snapshot(id, anna))!.artifacts[0]!.id;
    const seenBy = async (ownerId: string | undefined) => [
      (await records.jobs.find(id, ownerId))?.id,
      (await records.jobs.list(ownerId, { limit: 10 }))[0]?.id,
      (await records.jobs.snapshot(id, ownerId))?.job.id,
      (await new ArtifactRecords(records.database).find(artifactId, ownerId))?.jobId,
    ];

    expect(await seenBy(anna)).toEqual([id, id, id, id]);
    expect(await seenBy(undefined)).toEqual([id, id, id, id]);
    expect(await seenBy(ben)).toEqual([undefined, undefined, undefined, undefined]);
    await expect(records.jobs.cancel(id, ben)).rejects.toMatchObject({ code: 'job.unknown' });
    expect((await records.jobs.find(id, anna))?.status).toBe('queued');
    expect((await records.jobs.cancel(id, undefined)).status).toBe('cancelled');
  });

  it('hide the children of others too', async () => {
    const { id } = await records.accept(anna);
    const [child] = await addChildren(id, [0]);

    expect((await records.jobs.list(anna, { parentId: id, limit: 10 })).map((job) => job.id)).toEqual([child]);
    expect(await records.jobs.list(ben, { parentId: id, limit: 10 })).toEqual([]);
    expect(await records.jobs.find(child!, ben)).toBeUndefined();
    await expect(records.jobs.cancel(child!, ben)).rejects.toMatchObject({ code: 'job.unknown' });
  });

  it('come in pages, newest first, each once', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 7; made++) ids.unshift((await records.accept(anna)).id);
    await addChildren(ids[0]!, [0, 1]);

    const pages: string[][] = [];
    let before: string | undefined;
    do {
      const page = await records.jobs.list(anna, { limit: 3, before });
      pages.push(page.map(({ id }) => id));
      before = page.at(-1)?.id;
    } while (before);

    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6), []]);
  });

  it('can be asked for by status and type', async () => {
    const { id } = await records.accept(anna, { type: 'pdf.translate', queue: 'pdf' });
    const { id: later } = await records.accept(anna, { runAt: new Date(Date.now() + 60_000) });
    const found = async (filter: object) =>
      (await records.jobs.list(anna, { limit: 10, ...filter })).map((job) => job.id);

    expect(await found({ type: 'pdf.translate' })).toEqual([id]);
    expect(await found({ status: 'scheduled' })).toEqual([later]);
    expect(await found({ status: 'scheduled', type: 'pdf.translate' })).toEqual([]);
  });

  it('give a snapshot with the children in order and what all of them have published', async () => {
    const { id } = await records.accept(anna);
    const [second, first] = await addChildren(id, [1, 0]);
    await publish(first!, 'part.txt');
    await publish(id, 'whole.txt', 'old');
    await publish(id, 'whole.txt', 'new');

    const snapshot = await records.jobs.snapshot(id, anna);

    expect(snapshot?.job).toMatchObject({ id, seq: 1, status: 'queued' });
    expect(snapshot?.children.map((child) => child.id)).toEqual([first, second]);
    const files = snapshot?.artifacts.map(({ jobId, name, sha256 }) => [jobId, name, sha256]);
    expect(files).toHaveLength(2);
    expect(files).toEqual(
      expect.arrayContaining([
        [first, 'part.txt', 'x'],
        [id, 'whole.txt', 'new'],
      ]),
    );
  });

  it('are accepted with row, first event and place in the outbox, or not at all', async () => {
    const job = { userId: anna, type: 'video.process', queue: 'video', input: {} };
    await records.jobs.accept({ ...job, id: v7() }, 2);
    const { id } = await records.jobs.accept({ ...job, id: v7() }, 2);

    await expect(records.jobs.accept({ ...job, id: v7() }, 2)).rejects.toMatchObject({ code: 'quota.jobs' });

    for (const table of ['jobs', 'outbox', 'events']) {
      expect(await records.database.query(`SELECT 1 FROM ${table}`)).toHaveLength(2);
    }
    await setJob(records.database, id, { status: 'failed', finished_at: new Date() });
    await expect(records.jobs.accept({ ...job, id: v7() }, 2)).resolves.toMatchObject({ status: 'queued' });
  });

  it('keep every text, also one that Postgres could not hold as it is', async () => {
    const { id } = await records.accept(anna, { input: { title: 'a\0b \ud83d c \u{1F600}' } });

    expect((await records.jobs.find(id, anna))?.input).toEqual({ title: 'a\uFFFDb \uFFFD c \u{1F600}' });
  });

  it('end at once when cancelled before they were dispatched, and tell so', async () => {
    const { id } = await records.accept(anna);

    const job = await records.jobs.cancel(id, anna);

    expect(job).toMatchObject({ status: 'cancelled', seq: 2 });
    const [told] = await records.events.after(new Map([[id, 1]]));
    expect(told?.event).toMatchObject({ type: 'cancelled', seq: 2 });
    expect(told?.event.change).toEqual({ status: 'cancelled', finishedAt: job.finishedAt });
    expect(await records.database.query('SELECT 1 FROM outbox')).toEqual([]);
    await expect(records.jobs.cancel(id, anna)).rejects.toMatchObject({ code: 'job.alreadyFinished' });
  });

  it('are asked to end when cancelled later, once', async () => {
    const { id } = await records.accept(anna);
    await dispatchAll();

    expect((await records.jobs.cancel(id, anna)).status).toBe('cancelling');
    expect((await records.jobs.cancel(id, anna)).seq).toBe(2);

    expect(await new Commands(records.database).cancels()).toEqual([{ id, run: 1 }]);
    expect(await records.events.after(new Map([[id, 1]]))).toHaveLength(1);
  });

  it('take their open children with them when cancelled while they wait to be put again', async () => {
    const { id } = await records.accept(anna);
    await dispatchAll();
    const [done, open] = await addChildren(id, [0, 1]);
    await setJob(records.database, done!, { status: 'succeeded', finished_at: new Date() });
    const jobs = new OpenJobs(records.database);
    await jobs.putAgain((await jobs.of('video')).filter((job) => job.id === id));

    expect((await records.jobs.cancel(id, anna)).status).toBe('cancelled');

    const commands = new Commands(records.database);
    const trees = await Promise.all((await commands.cancels()).map((root) => commands.tree(root)));
    expect(trees.flat().map((job) => job.id)).toEqual([id, open]);
    await commands.done({ id, run: 1 }); // somebody who had not seen the child
    expect(await commands.cancels()).toEqual([{ id, run: 1 }]);
    await setJob(records.database, open!, { status: 'cancelled', finished_at: new Date() });
    await commands.done({ id, run: 1 });
    expect(await commands.cancels()).toEqual([]);
  });
});
