import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { JobLedger } from './job-ledger.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('the ledger of jobs', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());

  it('takes in children of one parent from two queues at once', async () => {
    const ledger = new JobLedger();
    const parent = await records.accept(await records.addUser());
    const bothHaveChildren = new Set<string>();
    const met = Promise.withResolvers<void>();
    const read = async (queue: string) => {
      const id = v7();
      const child = {
        id,
        parentId: parent.id,
        index: 0,
        type: 'video.processChunk',
        run: 1,
        dispatch: 1,
        input: {},
        weight: 1,
      };
      return records.database.transaction(async (tx) => {
        await ledger.adopt(tx, queue, [child]);
        bothHaveChildren.add(queue);
        if (bothHaveChildren.size === 2) met.resolve();
        await met.promise;
        return [...(await ledger.lock(tx, [id])).keys()].sort();
      });
    };

    const [pictures, sounds] = await Promise.all([read('image-generation'), read('audio-generation')]);

    expect(pictures).toContain(parent.id);
    expect(sounds).toContain(parent.id);
  });
});
