import { corpusJobs } from '@polyspool/contracts/corpus';
import type { RecordingMeasures } from '@polyspool/contracts/records';
import { EndedJobs } from '@polyspool/database/ended-jobs';
import { Outbox } from '@polyspool/database/outbox';
import { Records } from '@polyspool/database/records';
import { ensureSystemUser, systemUserId } from '@polyspool/database/system-user';
import { openTestRecords, setJob, type TestRecords } from '@polyspool/database/testing-records';
import { UploadRecords } from '@polyspool/database/upload-records';
import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { openTestRecorder, type TestRecorder } from './testing-recorder.js';

const measures: RecordingMeasures = {
  ...{ durationSeconds: 9, speechSeconds: 7, clippedShare: 0, sampleRateHz: 48_000, channels: 1 },
  flags: ['noisy'],
};
const transcript = { text: 'నమస్తే', language: 'te', engine: 'scripted', isDraft: false, words: 1 };
const type = corpusJobs.processAudio.name;

describe('what jobs are over', () => {
  let house: TestRecords;
  let recorder: TestRecorder;
  let records: Records;
  let uploads: UploadRecords;
  let userId: string;
  beforeAll(async () => {
    house = await openTestRecords(testStores().TEST_DATABASE_URL);
    records = new Records(house.database);
    uploads = new UploadRecords(house.database);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    await house.empty();
    userId = await house.addUser();
    recorder = openTestRecorder(house);
  });

  const dispatch = async (input: object, kind: string = type) => {
    const { id } = await house.accept(userId, { type: kind, input: { ...input } });
    await setJob(house.database, id, { dispatched_at: new Date() });
    return id;
  };
  const begin = (id: string) => recorder.happens(id, ['active', { start: 1, worker: 'a' }]);
  const uploadAt = async (id: string) => {
    const { state, lastJobId } = (await uploads.find(id, userId))!;
    return [state, lastJobId];
  };
  const recordAt = async (id: string) => (await records.find(id, userId)).record;

  async function addRecord() {
    const id = v7();
    const probe = { demuxer: 'wav', durationSeconds: 9, audioTracks: [] };
    const file = { name: 'a.wav', mediaType: 'audio/wav', bytes: 1, sha256: id, probe };
    await uploads.add({ id, userId, kind: 'audio', ...file });
    const record = await records.add(userId, { title: 'A song', uploadId: id, language: 'te' });
    return { uploadId: id, recordId: record.id };
  }

  it('shows that a job works on it, and how that ended, with what was measured', async () => {
    const { uploadId, recordId } = await addRecord();
    const id = await dispatch({ uploadId, recordId });
    expect(await uploadAt(uploadId)).toEqual(['none', undefined]);

    await begin(id);
    expect(await uploadAt(uploadId)).toEqual(['processing', id]);
    expect(await recordAt(recordId)).toMatchObject({ state: 'processing', lastJobId: id });
    await recorder.completes(id, { output: { recordId, measures, transcript: { plain: transcript }, warnings: [] } });

    expect(await uploadAt(uploadId)).toEqual(['processed', id]);
    const { text, language, engine } = transcript;
    const kept = {
      state: 'processed',
      lastJobId: id,
      measuredBy: id,
      measures,
      transcript: { text, language, engine },
    };
    expect(await recordAt(recordId)).toMatchObject(kept);
    const [listed, ...more] = await records.list({ userId, q: 'నమస్తే song', limit: 5 });
    expect([listed?.measures, listed?.transcript, more]).toEqual([measures, undefined, []]); // pages stay small
    const again = await dispatch({ uploadId, recordId, transcribe: false });
    await recorder.completes(again, { output: { measures: { ...measures, flags: [] }, warnings: [] } });
    expect(await recordAt(recordId)).toMatchObject({ measures: { flags: [] }, transcript: { text } });
  });

  it('shows failures, and cancels, and what was not begun in time', async () => {
    const { uploadId, recordId } = await addRecord();
    const failing = await dispatch({ uploadId, recordId });

    await recorder.fails(failing, 'media.unreadable: Not a sound');
    expect(await uploadAt(uploadId)).toEqual(['failed', failing]);
    expect(await recordAt(recordId)).toMatchObject({ state: 'failed', lastJobId: failing });
    const waiting = await house.accept(userId, { type, input: { uploadId, recordId } });
    await house.jobs.cancel(waiting.id, userId);
    expect(await recordAt(recordId)).toMatchObject({ state: 'cancelled', lastJobId: waiting.id });
    const late = await house.accept(userId, { type, input: { uploadId }, expiresAt: new Date(0) });
    await new Outbox(house.database).expire();
    expect(await uploadAt(uploadId)).toEqual(['failed', late.id]);
  });

  it('shows the job that works on it now, though an earlier one ends', async () => {
    const { uploadId, recordId } = await addRecord();
    const [first, second] = [await dispatch({ uploadId, recordId }), await dispatch({ uploadId, recordId })];
    await begin(first);
    await begin(second);

    await recorder.fails(first, 'engine.failed: No');
    expect(await recordAt(recordId)).toMatchObject({ state: 'processing', lastJobId: second });
    await recorder.completes(second, { output: { measures, warnings: [] } });

    expect(await recordAt(recordId)).toMatchObject({ state: 'processed', lastJobId: second });
  });

  it('hears nothing of a job over the recording that it had before, nor of one that only names it', async () => {
    const { uploadId, recordId } = await addRecord();
    const other = await addRecord();
    const id = await dispatch({ uploadId, recordId });
    await records.change(recordId, { uploadId: other.uploadId }, userId);
    const naming = await dispatch({ uploadId }, 'storage.upload');

    await recorder.completes(id, { output: { measures, warnings: [] } });
    await recorder.fails(naming, 'storage.missing: Gone');

    const record = await recordAt(recordId);
    expect(record.state).toBe('none');
    expect(record).not.toHaveProperty('measures');
    expect(await uploadAt(uploadId)).toEqual(['processed', id]);
  });

  it('is no obstacle where a worker answers nonsense, or it is gone', async () => {
    const { uploadId, recordId } = await addRecord();
    const id = await dispatch({ uploadId, recordId });
    const gone = await dispatch({ uploadId: v7(), recordId: v7() });

    await recorder.completes(id, { output: { measures: 'loud' } });
    await recorder.completes(gone, { output: { measures, warnings: [] } });

    expect(await recordAt(recordId)).toMatchObject({ state: 'processed' });
    expect(await recordAt(recordId)).not.toHaveProperty('measures');
  });

  it('is marked by the parts of a batch too', async () => {
    const { uploadId, recordId } = await addRecord();
    const batch = await dispatch({ recordIds: { plain: [recordId] } }, 'corpus.batchProcess');
    const part = recorder.child(batch, { input: { uploadId, recordId } });

    await recorder.happens(part, ['added', 'active']);
    await recorder.fails(part, 'media.noAudio: None');

    expect(await recordAt(recordId)).toMatchObject({ state: 'failed', lastJobId: part });
  });
});

describe('ended jobs', () => {
  let house: TestRecords;
  let userId: string;
  beforeAll(async () => {
    house = await openTestRecords(testStores().TEST_DATABASE_URL);
    await ensureSystemUser(house.database);
    userId = await house.addUser();
  });
  afterAll(() => house.close());

  it('of people are told once, in their order, when what follows from them is written', async () => {
    const ended = new EndedJobs(house.database);
    const recorder = openTestRecorder(house);
    const [first, second] = [await house.accept(userId), await house.accept(userId)];
    const own = await house.accept(systemUserId);
    for (const { id } of [first, second, own]) await setJob(house.database, id, { dispatched_at: new Date() });
    await recorder.fails(own.id, 'internal: Broken');
    await recorder.completes(first.id);
    await recorder.fails(second.id, 'internal: Broken');
    const told: unknown[] = [];
    const tell = (limit: number) =>
      ended.take(
        limit,
        async (_tx, jobs) => void told.push(...jobs.map(({ jobId, run, status }) => [jobId, run, status])),
      );

    await expect(ended.take(9, () => Promise.reject(new Error('no')))).rejects.toThrow();
    // While one has the first, another takes the second.
    await ended.take(1, async () => expect(await tell(5)).toBe(1));

    expect(await tell(5)).toBe(0);
    expect(told).toEqual([[second.id, 1, 'failed']]);
  });
});
