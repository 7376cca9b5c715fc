import type { WaitReason, Waiting } from '@polyspool/contracts/job-status';
import { countdown, secondsUntil } from '../ui/durations.js';
import { fullDate } from '../ui/format.js';

/** Why a job waits, for its owner: what is in the way, and what happens next. */
export function whyItWaits(waiting: Waiting, now: number): string {
  const place = waiting.position && waiting.reason !== 'fairShare' ? ` It is ${placeOf(waiting.position)}.` : '';
  return sentences[waiting.reason]({ waiting, now }) + place;
}

/** The same in a few words, for a list. */
export function whyInBrief({ reason, position, clearsAt }: Waiting, now: number): string {
  if (reason === 'fairShare') return position ? capital(placeOf(position)) : 'Waiting for its turn';
  const left = clearsAt && Date.parse(clearsAt) > now ? countdown(secondsUntil(clearsAt, now)) : undefined;
  return briefs[reason](left);
}

interface Case {
  readonly waiting: Waiting;
  readonly now: number;
}

const sentences: Record<WaitReason, (it: Case) => string> = {
  paused: () => 'Its queue is paused by those who run this server. It goes on when they resume it.',
  rateLimited: (it) => `An engine that it needs may be asked only so often. ${goesOn(it, 'its turn is')}`,
  noWorker: () => 'Nothing that can do this work is running right now. It starts by itself as soon as there is.',
  engineDown: (it) => `An engine that it needs does not answer. ${goesOn(it, 'next try')}`,
  fairShare: ({ waiting: { position } }) =>
    position ? `${capital(placeOf(position))}. It starts by itself.` : 'Waiting for its turn. It starts by itself.',
  children: () => 'Waiting for its parts. It goes on when they are done.',
  backoff: (it) => `The last try did not work. ${nextTry(it)}`,
  scheduled: ({ waiting: { clearsAt }, now }) =>
    clearsAt ? `Starts in ${countdown(secondsUntil(clearsAt, now))}, ${fullDate(clearsAt)}.` : 'Starts later.',
};

const briefs: Record<Exclude<WaitReason, 'fairShare'>, (left?: string) => string> = {
  paused: () => 'Queue is paused',
  rateLimited: (left) => `Waiting for the engine${left ? `, ${left}` : ''}`,
  noWorker: () => 'No worker is running',
  engineDown: () => 'Engine does not answer',
  children: () => 'Waiting for its parts',
  backoff: (left) => `Next try ${left ? `in ${left}` : 'now'}`,
  scheduled: (left) => `Starts ${left ? `in ${left}` : 'soon'}`,
};

function goesOn({ waiting: { clearsAt }, now }: Case, what: string) {
  if (!clearsAt) return 'It goes on by itself.';
  const left = secondsUntil(clearsAt, now);
  return left > 0 ? `It goes on by itself, ${what} in ${countdown(left)}.` : `It goes on by itself, ${what} now.`;
}

function nextTry({ waiting: { clearsAt }, now }: Case) {
  if (!clearsAt) return 'It is tried again by itself.';
  const left = secondsUntil(clearsAt, now);
  return left > 0 ? `Next try in ${countdown(left)}.` : 'Next try now.';
}

const placeOf = (position: number) => (position === 1 ? 'next in line' : `number ${position} in line`);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
