import { z } from 'zod';
import { errorCodes, type ErrorCode } from './errors.js';
import { JobError, JobEvent, JobSnapshot } from './job-status.js';

/** The last number heard of a job and of each of its children: what came after it is told once more. */
export const SinceNumbers = z.record(z.uuid(), z.int().nonnegative());
/** Or `at` of the last event heard. Some seconds before it are told again: what a client has, it knows by `seq`. */
export const SinceTime = z.iso.datetime();

/** A job with its children. */
const JobRoom = { jobId: z.uuid() };
/** The caller's own jobs, without their children. */
const MyRoom = { mine: z.literal(true) };
/** The jobs of a project, without their children. */
const ProjectRoom = { projectId: z.uuid() };
/** Of everybody, children included: for operators. */
const EverythingRoom = { everything: z.literal(true) };

/** What one may hear of. */
export const LiveRoom = z.union([
  z.strictObject(JobRoom),
  z.strictObject(MyRoom),
  z.strictObject(ProjectRoom),
  z.strictObject(EverythingRoom),
]);
export type LiveRoom = z.output<typeof LiveRoom>;

const sinceOfJob = { since: z.union([SinceNumbers, SinceTime]).optional() };
const sinceOfList = { since: SinceTime.optional() };

/** What is sent with Socket.IO's `subscribe`; `unsubscribe` takes it too. */
export const LiveSubscription = z.union([
  z.strictObject({ ...JobRoom, ...sinceOfJob }),
  z.strictObject({ ...MyRoom, ...sinceOfList }),
  z.strictObject({ ...ProjectRoom, ...sinceOfList }),
  z.strictObject({ ...EverythingRoom, ...sinceOfList }),
]);
export type LiveSubscription = z.output<typeof LiveSubscription>;

/** Why something is refused or over; `code` stands in the table of problems. */
export const LiveProblem = JobError;
export type LiveProblem = z.output<typeof LiveProblem>;

/** What Socket.IO's `subscribe` and `unsubscribe` are acknowledged with. */
export const LiveAnswer = z.object({
  ok: z.boolean(),
  /** False: more was missed than is told again. Ask for the list once more. */
  complete: z.boolean().optional(),
  problem: LiveProblem.optional(),
});
export type LiveAnswer = z.output<typeof LiveAnswer>;

/** Comes back with the answer. */
const ref = { ref: z.union([z.string().max(100), z.int()]).optional() };
const subscribe = { type: z.literal('subscribe'), ...ref };
const unsubscribe = { type: z.literal('unsubscribe'), ...ref };

/** What a client of `/v1/ws` says: one JSON object in each text message. */
export const LiveRequest = z.union([
  z.strictObject({ ...subscribe, ...JobRoom, ...sinceOfJob }),
  z.strictObject({ ...subscribe, ...MyRoom, ...sinceOfList }),
  z.strictObject({ ...subscribe, ...ProjectRoom, ...sinceOfList }),
  z.strictObject({ ...subscribe, ...EverythingRoom, ...sinceOfList }),
  z.strictObject({ ...unsubscribe, ...JobRoom }),
  z.strictObject({ ...unsubscribe, ...MyRoom }),
  z.strictObject({ ...unsubscribe, ...ProjectRoom }),
  z.strictObject({ ...unsubscribe, ...EverythingRoom }),
  z.strictObject({ type: z.literal('ping'), ...ref }),
]);
export type LiveRequest = z.output<typeof LiveRequest>;

/**
 * What is heard no more: one room, or without any all of them; then the connection ends. Socket.IO and Server-Sent
 * Events send it under the name `closed`.
 */
export const LiveClosed = z.object({
  ...z.object({ ...JobRoom, ...MyRoom, ...ProjectRoom, ...EverythingRoom }).partial().shape,
  problem: LiveProblem,
});
export type LiveClosed = z.output<typeof LiveClosed>;

/** First of all, after each subscription to a job. */
export const LiveSnapshot = z.object({ type: z.literal('snapshot'), snapshot: JobSnapshot });
export const LiveEvent = z.object({ type: z.literal('event'), event: JobEvent });
/** From here on all is told as it happens; the snapshot and what was missed have been told before. */
export const LiveSubscribed = z.object({
  type: z.literal('subscribed'),
  ...ref,
  complete: LiveAnswer.shape.complete.unwrap(),
});
export const LiveUnsubscribed = z.object({ type: z.literal('unsubscribed'), ...ref });
export const LiveRefused = z.object({ type: z.literal('error'), ...ref, problem: LiveProblem });
export const LivePong = z.object({ type: z.literal('pong'), ...ref });

/** What `/v1/ws` says: one JSON object in each text message. */
export const LiveMessage = z.discriminatedUnion('type', [
  LiveSnapshot,
  LiveEvent,
  LiveSubscribed,
  LiveUnsubscribed,
  z.object({ type: z.literal('closed'), ...LiveClosed.shape }),
  LiveRefused,
  LivePong,
]);
export type LiveMessage = z.output<typeof LiveMessage>;

/** Close codes of both WebSockets. From 4400 on: 4000 and the HTTP status of the problem. */
export const liveCloseCodes = {
  1009: 'A message was too large',
  1011: 'Something broke',
  1012: 'This replica goes: connect again, and hear what was missed by `since`',
  1013: 'Not available now: try again in a while',
  4400: 'The address is not understood',
  4401: 'No key, or one that is unknown, revoked or expired',
  4403: 'The key may not do that',
  4404: 'No such job, or it is of others',
  4408: 'The reader was too slow: connect again, and hear what was missed by `since`',
  4429: 'Too many connections of one person, or too many refused keys from one address',
} as const;
export type LiveCloseCode = keyof typeof liveCloseCodes;

/** What a connection is closed with because of a problem. */
export function closeCodeOf(code: ErrorCode): LiveCloseCode {
  const { status } = errorCodes[code];
  if (status === 503) return 1013;
  const own = 4000 + status;
  return isCloseCode(own) ? own : 1011;
}

const isCloseCode = (code: number): code is LiveCloseCode => code in liveCloseCodes;
