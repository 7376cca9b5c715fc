import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import { countRun } from './program-usage.js';
import { UsageMeter } from './usage-meter.js';

/** A group of processes as its scope sees it. */
interface Group {
  readonly id: number;
  /** Its name, for whoever counts. */
  readonly program: string;
  readonly ended: Promise<unknown>;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  terminate(graceMs: number): void;
}

const scopes = new AsyncLocalStorage<ProcessScope>();
const graceMs = 1_000;
/** A program in the hands of a broken disk or network does not even end when it is killed. */
const afterKillMs = 800;

/** Knows all programs that are started within `run`, however deep: ends them, measures them, hears when they speak. */
export class ProcessScope {
  readonly #groups = new Set<Group>();
  readonly #meter = new UsageMeter();
  #started = false;
  #closed: { readonly reason: unknown } | undefined;
  readonly #over = new AbortController();

  constructor(private readonly onOutput?: () => void) {}

  static current = () => scopes.getStore();

  run<Result>(work: () => Result): Result {
    return scopes.run(this, work);
  }

  /** Of all programs up to now; undefined where there were none. */
  get usage() {
    return this.#started ? this.#meter.usage : undefined;
  }

  /** Aborted when it is closed, for what no program does. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Throws once the scope is closed: then nothing may be started. */
  admit() {
    if (this.#closed) throw this.#closed.reason;
  }

  add(group: Group) {
    this.#started = true;
    this.#groups.add(group);
    this.#meter.start(group.id);
    const endRun = countRun(group.program, () => this.#meter.usageOf(group.id));
    // Only where somebody wants to know: a listener makes streams flow.
    if (this.onOutput) for (const stream of [group.stdout, group.stderr]) stream?.on('data', this.onOutput);
    // The end of its output comes before the news of its end, and until then its times can still be read.
    group.stdout?.once('end', () => this.#meter.lastChance(group.id));
    const ended = () => {
      endRun();
      this.#meter.end(group.id);
      this.#groups.delete(group);
    };
    group.ended.then(ended, ended);
  }

  /** Ends what still runs, TERM first, and lets nothing start any more. Fulfilled when all have ended, or soon after KILL. */
  async close(reason: unknown) {
    this.#closed ??= { reason };
    this.#over.abort(reason);
    const groups = [...this.#groups];
    for (const group of groups) group.terminate(graceMs);
    if (!groups.length) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs + afterKillMs)));
    await Promise.race([Promise.allSettled(groups.map(({ ended }) => ended)), late]);
    clearTimeout(timer);
  }
}
