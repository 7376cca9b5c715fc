import type { Upload } from '@polyspool/contracts/files';
import type { Job } from '@polyspool/contracts/job-status';
import { makeMedia } from '@polyspool/media/make-media';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formOf, jsonOf, openGateway, type TestGateway } from '../testing/open-gateway.js';

/** What its states are called here: pending is queued, started and progress are running, with a percentage. */
const states = {
  pending: { status: 'queued', percent: 0 },
  started: { status: 'running', percent: 0 },
  progress: { status: 'running', percent: 45 },
} as const;

/** What was promised to those who come from the video system before this one (R103), over the canonical routes. */
describe('a video that is sent and processed', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  /** As job-status would write it. */
  const isRunning = (id: string, percent: number) =>
    gateway.database.execute(`UPDATE jobs SET status = 'running', percent = $2, seq = seq + 1 WHERE id = $1`, [
      id,
      percent,
    ]);

  it('is taken with 201 and again with 200, processed with 202, and its status read with 200 in each state', async () => {
    const video = await readFile(await makeMedia(join(gateway.folder, 'a.mp4'), { seconds: 2 }));

    const uploaded = await gateway.send(formOf(video, 'episode.mp4'));
    const again = await gateway.send(formOf(video, 'episode.mp4'));
    expect([uploaded.status, again.status]).toEqual([201, 200]);

    const { id: uploadId } = await jsonOf<Upload>(uploaded);
    const processed = await gateway.ask('POST', `/v1/videos/${uploadId}/process`);
    expect(processed.status).toBe(202);
    const statusUrl = processed.headers.get('location')!;
    const { id } = await jsonOf<Job>(processed);
    expect(statusUrl).toBe(`/v1/jobs/${id}`);

    for (const { status, percent } of Object.values(states)) {
      if (status === 'running') await isRunning(id, percent);
      const asked = await gateway.ask('GET', statusUrl);

      expect(asked.status).toBe(200);
      expect(await jsonOf<Job>(asked)).toMatchObject({ id, status, percent });
    }
  });
});
