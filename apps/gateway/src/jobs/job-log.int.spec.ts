import type { Job, JobLog, JobPage } from '@polyspool/contracts/job-status';
import { EventLog } from '@polyspool/database/event-log';
import { setJob } from '@polyspool/database/testing-records';
import { UploadRecords } from '@polyspool/database/upload-records';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('jobs', () => {
  let gateway: TestGateway;
  let job: Job;
  beforeAll(async () => {
    gateway = await openGateway();
    const probe = {
      demuxer: 'mov',
      durationSeconds: 30,
      audioTracks: [{ codec: 'aac', channels: 1, sampleRateHz: 1 }],
    };
    const file = {
      kind: 'audio',
      name: '100%_Марія.wav',
      mediaType: 'audio/wav',
      bytes: 1,
      sha256: 'a',
      probe,
    } as const;
    const uploadId = v7();
    await gateway.app.get(UploadRecords, { strict: false }).add({ ...file, id: uploadId, userId: gateway.anna.id });
    const answer = await gateway.ask('POST', `/v1/videos/${uploadId}/process`, keys.anna, { body: null });
    job = await jsonOf<Job>(answer);
    await setJob(gateway.database, job.id, { message: 'Translated 3/9 segments' });
  });
  afterAll(() => gateway.close());

  const found = async (q: string, key?: string) =>
    (await jsonOf<JobPage>(await gateway.ask('GET', `/v1/jobs?q=${encodeURIComponent(q)}`, key))).items.map(
      ({ id }) => id,
    );

  it('are found by their kind, message, upload and id, and by nobody else', async () => {
    for (const q of ['VIDEO.pro', '3/9 seg', '100%_м', '%', job.id.slice(0, 13)])
      expect(await found(q)).toEqual([job.id]);
    for (const q of ['_x', 'segments%', job.id.slice(1), '\\']) expect(await found(q)).toEqual([]);
    expect(await found('video', keys.ben)).toEqual([]);
  });

  it('have what they say read page by page, by whoever sees them', async () => {
    const events = [2, 3, 4, 5].map((seq) => ({
      ...{ jobId: job.id, seq, run: 1, type: 'progress', change: { percent: seq } },
      log: seq === 3 ? undefined : [`line ${seq}`, 'and so on'],
    }));
    await gateway.app.get(EventLog).append(gateway.database, events);
    const page = (query: string) => gateway.ask('GET', `/v1/jobs/${job.id}/logs?limit=2${query}`);

    const first = await jsonOf<JobLog>(await page(''));
    const second = await jsonOf<JobLog>(await page(`&cursor=${first.nextCursor}`));

    expect(first.items).toMatchObject([
      { seq: 2, run: 1, lines: ['line 2', 'and so on'] },
      { seq: 4, run: 1, lines: ['line 4', 'and so on'] },
    ]);
    expect([second.items.map(({ seq }) => seq), second.nextCursor]).toEqual([[5], undefined]);
    expect((await page('&cursor=abc')).status).toBe(400);
    expect((await gateway.ask('GET', `/v1/jobs/${job.id}/logs`, keys.ben)).status).toBe(404);
  });
});
