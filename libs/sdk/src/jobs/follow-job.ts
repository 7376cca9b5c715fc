import { backoffMs, delay } from '../calls/delay.js';
import type { JobSnapshot } from '../generated/contract.js';
import type { Live } from '../live/live.js';
import { ConnectionLost, Refused, type Heard, type Told } from '../live/told.js';
import type { Transport } from '../options.js';
import { PolyspoolError } from '../polyspool-error.js';
import { applyToTree, mergeTrees } from './apply-job-event.js';
import { isTerminal, type Job, type JobUpdate } from './job-types.js';

export interface FollowOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the server may be away; 5 minutes. */
  readonly patienceMs?: number | undefined;
  /** By these ways only. */
  readonly transports?: readonly Transport[] | undefined;
}

interface Followed {
  readonly live: Live;
  readonly jobId: string;
  /** Answers how the job is, or throws why that is not told. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * How a job is, whenever that changes, until its run has ended. Never backwards: by numbers. An interruption is bridged, by
 * another way where the first is gone.
 */
export async function* followJob<Type extends string>(
  { live, jobId, ask }: Followed,
  { signal, patienceMs = 300_000, transports = live.transports }: FollowOptions,
): AsyncGenerator<JobUpdate<Type>, void, undefined> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const ways = live.transports.filter((way) => transports.includes(way));
  if (!ways.length) return;
  const course = new Course(ways, patienceMs);
  const lastEventId: Heard['lastEventId'] = { value: undefined };
  let tree: JobSnapshot | undefined;
  try {
    for (;;) {
      const via = course.next();
      try {
        for await (const news of live.follow(via, jobId, { since: sinceOf(tree), lastEventId }, either)) {
          course.heard();
          const next = afterNews(tree, news);
          if (!next || next === tree) continue;
          tree = next;
          yield { ...(tree as Tree<Type>), ...('event' in news ? { event: news.event } : {}), via };
          if (isTerminal(tree.job.status)) return;
        }
        course.ended();
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof Refused) await ask(either);
        course.lost(error);
      }
      await delay(course.waitMs(), either);
    }
  } finally {
    stop.abort();
  }
}

type Tree<Type extends string> = Omit<JobSnapshot, 'job'> & { readonly job: Job<Type> };

/** Which way to go next: down where one cannot be gone, up again after a while. */
class Course {
  private level = 0;
  private failures = 0;
  private heardAny = false;
  private heardAt = Date.now();

  constructor(
    private readonly ways: readonly Transport[],
    private readonly patienceMs: number,
  ) {}

  next(): Transport {
    this.heardAny = false;
    return this.ways[this.level] ?? 'poll';
  }

  heard() {
    this.heardAny = true;
    this.heardAt = Date.now();
    this.failures = 0;
  }

  ended() {
    if (this.ways[this.level] === 'poll') this.level = 0;
    else if (!this.heardAny) this.down();
  }

  /** Rethrows what no other try will change. */
  lost(error: unknown) {
    const mayCome = error instanceof ConnectionLost || error instanceof Refused || isPassing(error);
    if (!mayCome || Date.now() - this.heardAt > this.patienceMs) throw error;
    if (!this.heardAny) this.down();
  }

  waitMs() {
    const isFirst = this.failures === 0;
    this.failures += 1;
    return isFirst ? 0 : backoffMs(this.failures - 1);
  }

  private down() {
    this.level = this.level + 1 < this.ways.length ? this.level + 1 : 0;
  }
}

/** A server that is away; or one that does not have this way of telling. */
const isPassing = (error: unknown) =>
  error instanceof PolyspoolError &&
  (error.status === 0 ||
    error.status >= 500 ||
    [406, 408, 429].includes(error.status) ||
    error.code === 'route.unknown');

function afterNews(tree: JobSnapshot | undefined, news: Told): JobSnapshot | undefined {
  if ('event' in news) return tree && applyToTree(tree, news.event);
  const merged = mergeTrees(tree, news.snapshot);
  return JSON.stringify(merged) === JSON.stringify(tree) ? tree : merged;
}

const sinceOf = (tree: JobSnapshot | undefined) =>
  tree && Object.fromEntries([tree.job, ...tree.children].map(({ id, seq }) => [id, seq]));
