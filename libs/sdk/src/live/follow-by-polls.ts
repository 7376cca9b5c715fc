import { retryAfterMs } from '../calls/answer-error.js';
import type { Caller } from '../calls/caller.js';
import { delay } from '../calls/delay.js';
import type { JobSnapshot } from '../generated/contract.js';
import { isTerminal } from '../jobs/job-types.js';
import type { Told } from './told.js';

const pollMs = 2_000;

export interface Polling {
  readonly signal: AbortSignal;
  /** After so long a better way may be there again. */
  readonly forMs: number;
}

/** Asks how things are, again and again; what has not changed is not sent again. */
export async function* followByPolls(
  caller: Caller,
  jobId: string,
  { signal, forMs }: Polling,
): AsyncGenerator<Told, void, undefined> {
  const until = Date.now() + forMs;
  let etag: string | undefined;
  while (Date.now() < until) {
    const headers = { 'if-none-match': etag };
    const path = `/v1/jobs/${encodeURIComponent(jobId)}/tree`;
    const { snapshot, waitMs, tag } = await caller.send('GET', path, { signal, headers }, read);
    etag = tag ?? etag;
    if (snapshot) yield { snapshot };
    if (snapshot && isTerminal(snapshot.job.status)) return;
    await delay(waitMs ?? pollMs, signal);
  }
}

const read = async (answer: Response) => ({
  snapshot: answer.status === 304 ? undefined : ((await answer.json()) as JobSnapshot),
  waitMs: retryAfterMs(answer.headers.get('retry-after')),
  tag: answer.headers.get('etag') ?? undefined,
});
