import { setTimeout as delay } from 'node:timers/promises';
import { applyJobEvent, mergeFetchedJob } from '@polyspool/contracts/apply-job-event';
import { isTerminal } from '@polyspool/contracts/job-status';
import type { Job, JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import { io } from 'socket.io-client';
import type { DemoClient } from './demo-client.ts';

export interface Followed {
  readonly jobId: string;
  readonly gatewayUrl: string;
  readonly key: string;
  readonly client: DemoClient;
  /** The job and its children whenever one of them changed. */
  readonly onChange: (job: Job, children: readonly Job[]) => void;
}

type Acknowledgement = { ok: true } | { ok: false; problem: { detail?: string } };

const silentMs = 5_000;

/** Watches a job to its end over the live channel; asks by HTTP while that is silent. */
export async function followJob(followed: Followed): Promise<Job> {
  const { jobId, gatewayUrl, key, client, onChange } = followed;
  const jobs = new Map<string, Job>();
  let heardAt = Date.now();
  const tell = () => {
    heardAt = Date.now();
    const job = jobs.get(jobId);
    if (job)
      onChange(
        job,
        [...jobs.values()].filter((one) => one.parentId === jobId),
      );
  };
  const keep = (job: Job) => jobs.set(job.id, mergeFetchedJob(jobs.get(job.id), job));

  const socket = io(`${gatewayUrl}/jobs`, { auth: { token: key }, transports: ['websocket', 'polling'] });
  socket.on('connect', () => {
    socket.emit('subscribe', { jobId }, (answer: Acknowledgement) => {
      if (!answer.ok) console.error(`The live channel refused: ${answer.problem.detail ?? 'no reason given'}`);
    });
  });
  socket.on('snapshot', (snapshot: JobSnapshot) => {
    for (const job of [snapshot.job, ...snapshot.children]) keep(job);
    tell();
  });
  const askAbout = (id: string) =>
    client.job(id).then(keep, (error: Error) => console.error(`A part could not be asked about: ${error.message}`));
  socket.on('event', (event: JobEvent) => {
    // Its events do not say what a new part was given to do.
    if (!jobs.has(event.jobId)) void askAbout(event.jobId);
    jobs.set(event.jobId, applyJobEvent(jobs.get(event.jobId), event));
    tell();
  });

  try {
    for (;;) {
      const job = jobs.get(jobId);
      if (job && isTerminal(job.status)) return await client.job(jobId);
      await delay(100);
      if (Date.now() - heardAt < silentMs) continue;
      keep(await client.job(jobId));
      tell();
    }
  } finally {
    socket.close();
  }
}
