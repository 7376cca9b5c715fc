import { setTimeout as delay } from 'node:timers/promises';
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
const ended = ['succeeded', 'failed', 'cancelled', 'expired'];

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
  const keep = (job: Job) => {
    const known = jobs.get(job.id);
    if (!known || job.seq >= known.seq) jobs.set(job.id, job);
    else jobs.set(job.id, { ...known, input: job.input });
  };

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
    keep(withEvent(jobs.get(event.jobId), event));
    tell();
  });

  try {
    for (;;) {
      const job = jobs.get(jobId);
      if (job && ended.includes(job.status)) return await client.job(jobId);
      await delay(100);
      if (Date.now() - heardAt < silentMs) continue;
      keep(await client.job(jobId));
      tell();
    }
  } finally {
    socket.close();
  }
}

/** A child may be born with its first event: then there is nothing yet to lay the change over. */
function withEvent(known: Job | undefined, { jobId, parentId, type, seq, run, at, change }: JobEvent): Job {
  const unknown: Job = {
    id: jobId,
    type,
    status: 'queued',
    percent: 0,
    input: {},
    attempts: 0,
    run,
    priority: 0,
    seq: 0,
    createdAt: at,
  };
  const before = known ?? { ...unknown, ...(parentId && { parentId }) };
  return seq > before.seq ? { ...before, ...change, run, seq } : before;
}
