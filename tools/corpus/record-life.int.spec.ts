import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingUpload } from '@polyspool/contracts/files';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { writeLibrivoxSample } from '@polyspool/providers/transcriber/librivox';
import { DemoClient } from '../demo/demo-client.ts';
import { until } from '../faults/until.ts';
import { WholeSystem } from '../test/whole-system.ts';

const pngMagic = '89504e470d0a1a0a';

let folder: string;
let system: WholeSystem;
let client: DemoClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyspool-records-'));
  system = await WholeSystem.start();
  client = new DemoClient(system.run.gatewayUrl, system.run.userKey);
}, 120_000);

afterAll(async () => {
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a record', () => {
  it('gets measures, a transcript and pictures of its recording', async () => {
    const { transcript } = await writeLibrivoxSample(join(folder, 'reading.wav'), 1, 1);
    const { id } = await makeRecord('reading.wav', { title: 'గోదావరి కథ', language: 'en' });

    const accepted = await client.send<Job>(`/v1/records/${id}/process-audio`, {});

    const job = await ended(accepted);
    const record = await client.read<CorpusRecord>(`/v1/records/${id}`);
    expect(record).toMatchObject({ state: 'processed', lastJobId: job.id, measuredBy: job.id });
    expect(record.measures).toMatchObject({ sampleRateHz: 16_000, channels: 1, clippedShare: 0 });
    expect(record.measures?.speechSeconds).toBeGreaterThan(1);
    expect(record.transcript).toMatchObject({ language: 'en', engine: 'pocketsphinx' });
    const words = (text = '') => text.toLowerCase().split(/\s+/u);
    expect(words(record.transcript?.text).some((word) => word.length > 3 && words(transcript).includes(word))).toBe(
      true,
    );
    const waveform = (await client.artifacts(job.id)).find(({ name }) => name === 'waveform.png');
    const bytes = Buffer.from(await client.bytes(waveform!.id)); // it was just made
    expect(bytes.subarray(0, 8).toString('hex')).toBe(pngMagic);
  }, 60_000);
});

describe('a batch', () => {
  it('processes what it can, and the record of a damaged recording shows that it failed', async () => {
    const records: CorpusRecord[] = [];
    for (const clips of [2, 3, 4]) {
      await writeLibrivoxSample(join(folder, `${clips}.wav`), clips, 0.6);
      records.push(await makeRecord(`${clips}.wav`, { title: `Reading of ${clips}`, language: 'te' }));
    }
    const [, damaged] = records;
    await writeFile(join(system.stateFolder, 'storage/uploads', damaged!.uploadId!, 'source'), 'the disk lost it'); // of three
    const recordIds = records.map(({ id }) => id);

    const job = await ended(await client.send<Job>('/v1/batches', { recordIds }));

    expect(job).toMatchObject({ status: 'succeeded', output: { succeeded: 2, failed: 1 } });
    expect((job.output as { items: object[] }).items).toMatchObject([
      { recordId: recordIds[0], ok: true },
      { recordId: recordIds[1], ok: false, error: { code: 'media.unreadable' } },
      { recordId: recordIds[2], ok: true },
    ]);
    const after = await Promise.all(recordIds.map((id) => client.read<CorpusRecord>(`/v1/records/${id}`)));
    expect(after.map(({ state }) => state)).toEqual(['processed', 'failed', 'processed']);
    expect(after.map(({ measures }) => measures !== undefined)).toEqual([true, false, true]);
    const { state } = await client.read<RecordingUpload>(`/v1/uploads/${damaged!.uploadId}`); // as above
    expect(state).toBe('failed');
  }, 60_000);
});

async function makeRecord(file: string, fields: { readonly title: string; readonly language: string }) {
  const { id: uploadId } = await client.upload(join(folder, file));
  return client.send<CorpusRecord>('/v1/records', { ...fields, uploadId });
}

const ended = (job: Job) =>
  until(
    `${job.type} has ended`,
    async () => {
      const now = await client.job(job.id);
      return isTerminal(now.status) && now;
    },
    { limitMs: 45_000, everyMs: 200 },
  );
