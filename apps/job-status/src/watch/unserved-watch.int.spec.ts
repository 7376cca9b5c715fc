import { Alerts } from '@polyspool/database/alerts';
import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import { Workers } from '@polyspool/database/workers';
import { testStores } from '@polyspool/service/testing/env';
import { UnservedWatch } from './unserved-watch.js';

describe('a queue that nobody serves', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());

  const serve = (...queues: string[]) =>
    new Workers(records.database).replace(
      queues.map((queue) => ({
        id: `host:1:${queue}`,
        name: 'worker',
        queues: { [queue]: 1 },
        startedAtMs: 0,
        ageMs: 0,
        active: 0,
        rssBytes: 0,
      })),
    );

  it('is told of once, and again when it was served meanwhile', async () => {
    const watch = new UnservedWatch(records.database, 0);
    await serve('content');
    await records.accept(await records.addUser());
    const counts = async () => {
      await watch.look();
      return (await new Alerts(records.database).list(10)).map(({ subject, count }) => [subject, count]);
    };

    const once = [await counts(), await counts()];
    await serve('video', 'content');
    await counts();
    await serve('content');

    expect(once).toEqual([[['video', 1]], [['video', 1]]]);
    expect(await counts()).toEqual([['video', 2]]);
  });

  it('is no news before a worker could be back', async () => {
    await records.empty();
    const before = await new Alerts(records.database).list(10);
    await records.accept(await records.addUser());

    await new UnservedWatch(records.database).look();

    expect(await new Alerts(records.database).list(10)).toEqual(before);
  });
});
