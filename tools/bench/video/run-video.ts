import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal } from '@polyspool/contracts/job-status';
import { DemoClient } from '../../demo/demo-client.ts';
import type { RunFile } from '../../start/run-file.ts';
import { readTimedJobs } from './timed-jobs.ts';
import type { Submitted } from './stage-times.ts';

const askEveryMs = 500;

/** What the bare commands do too. */
export const likeTheBareCommands = { language: 'en', targetLanguage: 'es', skip: ['vocabulary', 'quality'] };
/** What people get who say no more than their languages. */
export const everything = { language: 'en', targetLanguage: 'es' };

export const clientOf = ({ gatewayUrl, userKey }: RunFile) => new DemoClient(gatewayUrl, userKey);

/** A job from its submission to its end, as the log has it. Throws when it did not succeed. */
export async function runVideo(run: RunFile, uploadId: string, input: object): Promise<Submitted> {
  const client = clientOf(run);
  const submittedAt = Date.now();
  const { id } = await client.process(uploadId, input);
  let job = await client.job(id);
  while (!isTerminal(job.status)) {
    await delay(askEveryMs);
    job = await client.job(id);
  }
  if (job.status !== 'succeeded') {
    const { code, detail } = job.error ?? { code: '', detail: 'no reason given' };
    throw new Error(`A job of the bench ended as ${job.status}: ${code} ${detail}`);
  }
  return { submittedAt, ...(await readTimedJobs(run.databaseUrl, id)) };
}

/** From the submission to the end. */
export const secondsOf = ({ submittedAt, root }: Submitted) => (root.finishedAt - submittedAt) / 1_000;

/** From the submission to the end of the first chunk: then its subtitles can be read. */
export const firstSubtitlesSeconds = ({ submittedAt, root, children }: Submitted) =>
  (Math.min(root.finishedAt, ...children.map(({ finishedAt }) => finishedAt)) - submittedAt) / 1_000;
