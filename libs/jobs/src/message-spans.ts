import { currentTraceparent, SpanKind, type SpanOptions, traceIdOf } from '@polyspool/service/tracing';
import type { Job } from 'bullmq';
import { parseBullId } from './job-ids.js';
import type { QueuedJob } from './job-messages.js';

/** A trace with a longer gap than that shows little but the gap: what comes after it has its own, linked to it (OTEP 220). */
export const longWaitMs = 10 * 60_000;

/** By OpenTelemetry's semantic conventions for messaging; `polyspool.job.id` is on every span that is about one job. */
const messageOf = (operation: 'create' | 'send' | 'process', queue: string) => ({
  'messaging.system': 'bullmq',
  'messaging.operation.type': operation,
  'messaging.operation.name': operation,
  'messaging.destination.name': queue,
});

const jobAttributes = (jobId: string, type: string, run: number) => ({
  'messaging.message.id': jobId,
  'polyspool.job.id': jobId,
  'polyspool.job.type': type,
  'polyspool.job.run': run,
});

interface SentJob {
  readonly queue: string;
  readonly id: string;
  readonly type: string;
  readonly run: number;
  readonly traceparent: string | null;
  readonly createdAt: Date;
}

/** A root job on its way into Redis, in the trace of the request that made it. */
export function sendSpan({ queue, id, type, run, traceparent, createdAt }: SentJob): SpanOptions {
  const attributes = { ...messageOf('send', queue), ...jobAttributes(id, type, run) };
  return { kind: SpanKind.PRODUCER, attributes, ...after(Date.now() - createdAt.getTime(), traceparent ?? undefined) };
}

/** A child among so many that all in one trace could neither be read nor held in memory. */
export const createSpan = (queue: string, child: { id: string; type: string; run: number }, parent: string) => ({
  kind: SpanKind.PRODUCER,
  traceparent: null,
  links: [parent],
  attributes: { ...messageOf('create', queue), ...jobAttributes(child.id, child.type, child.run) },
});

/** All children of one call. */
export const sendChildrenSpan = (queue: string, parentId: string, count: number): SpanOptions => ({
  kind: SpanKind.PRODUCER,
  attributes: {
    ...messageOf('send', queue),
    'messaging.batch.message_count': count,
    'polyspool.job.parent_id': parentId,
  },
});

/** One entry of a job into its handler: a retry is another span, and so is the return to a parent whose children are done. */
export function processSpan(job: Job<QueuedJob>, workerId: string): SpanOptions {
  const { jobId } = parseBullId(job.id!);
  const { run, parentId, traceparent } = job.data;
  const attributes = {
    ...messageOf('process', job.queueName),
    ...jobAttributes(jobId, job.name, run),
    'messaging.client.id': workerId,
    'polyspool.job.attempt': job.attemptsMade + 1,
    ...(parentId && { 'polyspool.job.parent_id': parentId }),
  };
  const waitedMs = isLate(job) ? Date.now() - job.timestamp : 0;
  return { kind: SpanKind.CONSUMER, attributes, ...after(waitedMs, traceparent) };
}

/** Its `traceparent`, where the job goes on in another trace than the one it was asked for in. Within its span. */
export const ownTrace = ({ data }: Job<QueuedJob>) => {
  const { traceparent, hasOwnTrace = data.hasOwnTrace } = traceCarried(data.traceparent);
  return hasOwnTrace ? { traceparent } : {};
};

/** Whether its first entry begins a trace of its own. Children, and whoever comes back, belong to work that is going on. */
const isLate = ({ data, attemptsStarted, timestamp }: Job<QueuedJob>) =>
  !data.parentId && attemptsStarted <= 1 && Date.now() - timestamp > longWaitMs;

/** What a message says of its trace: the active span, and whether that is of another trace than what it came from. */
export function traceCarried(from: string | undefined): Pick<QueuedJob, 'traceparent' | 'hasOwnTrace'> {
  const traceparent = currentTraceparent() ?? from;
  const isOther = traceparent !== undefined && from !== undefined && traceIdOf(traceparent) !== traceIdOf(from);
  return { traceparent, ...(isOther && { hasOwnTrace: true }) };
}

const after = (waitedMs: number, traceparent: string | undefined) =>
  waitedMs > longWaitMs && traceparent ? { traceparent: null, links: [traceparent] } : { traceparent };
