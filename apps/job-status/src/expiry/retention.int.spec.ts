import { bury, DeadLetters } from '@polyspool/database/dead-letters';
import { openTestRecords, setJob, type TestRecords } from '@polyspool/database/testing-records';
import type { Logger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { openTestRecorder } from '../record/testing-recorder.js';
import { Retention } from './retention.js';

const quiet = { info: () => undefined, warn: () => undefined } as unknown as Logger;
const dayMs = 24 * 3_600_000;

describe('what is kept for a time', () => {
  let records: TestRecords;
  let retention: Retention;
  let userId: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    retention = new Retention(records.database, records.notices, quiet, 30);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    userId = await records.addUser();
  });

  const succeed = async () => {
    const { id } = await records.accept(userId);
    await setJob(records.database, id, { dispatched_at: new Date() });
    await openTestRecorder(records).completes(id, { output: { secret: 'of the job' } });
    return id;
  };
  const traces = () =>
    records.database.query(`SELECT 1 FROM jobs j, events e WHERE j.output::text || e.data::text LIKE '%of the job%'`);

  it('is an output: after its time it is neither in the row nor in the log, and clients are told', async () => {
    const [gone, kept] = [await succeed(), await succeed()];
    await setJob(records.database, gone, { result_expires_at: new Date(Date.now() - 1) });

    await retention.sweep();

    const [before, after] = [await records.jobs.find(kept, userId), await records.jobs.find(gone, userId)];
    expect(before).toMatchObject({ status: 'succeeded', output: { secret: 'of the job' } });
    expect(after).toMatchObject({ status: 'succeeded', output: undefined, seq: before!.seq + 1 });
    const told = (await records.events.after(new Map([[gone, 0]]))).map(({ event }) => event);
    expect(told.at(-1)).toMatchObject({ type: 'result-expired', change: { output: null } });
    expect(JSON.stringify(told)).not.toContain('of the job');
    await setJob(records.database, kept, { result_expires_at: new Date(Date.now() - 1) });
    await Promise.all([retention.sweep(), retention.sweep()]);
    expect(await traces()).toEqual([]);
  });

  it('is a dead letter: its job stays', async () => {
    const [old, young] = [await records.accept(userId), await records.accept(userId)];
    const letterOf = ({ id }: { id: string }, ageMs: number) => ({
      jobId: id,
      fingerprint: 'x',
      diedAt: new Date(Date.now() - ageMs),
    });
    await records.database.transaction((tx) => bury(tx, [letterOf(old, 31 * dayMs), letterOf(young, 29 * dayMs)]));

    await retention.sweep();

    const left = await new DeadLetters(records.database).jobs('x', 10);
    expect(left.map(({ id }) => id)).toEqual([young.id]);
    expect(await records.jobs.find(old.id, userId)).toBeDefined();
  });
});
