import { contractDefaults } from '@polyspool/contracts/define-jobs';
import type { Route } from './job-runner.js';

const lookMs = 5_000;
const roundingError = 1e-9;

/** Says when this process has done enough: memory that leaks and threads that hang are given back by its end. */
export class Recycler {
  /** By queue, the share of a process's life that its jobs have used up: kinds of one queue wear the same things. */
  readonly #used = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly routes: readonly Route[],
    private readonly maxRssBytes: number | undefined,
    private readonly onDue: (why: Readonly<Record<string, unknown>>) => void,
  ) {}

  start() {
    if (this.maxRssBytes) this.#timer = setInterval(() => this.#weigh(), lookMs).unref();
  }

  stop() {
    clearInterval(this.#timer);
  }

  jobEnded(type: string) {
    const { queue, jobs } = this.#lifeOf(type);
    const used = (this.#used.get(queue) ?? 0) + 1 / jobs;
    this.#used.set(queue, used);
    if (used > 1 - roundingError) this.onDue({ type, queue });
    this.#weigh();
  }

  #weigh() {
    const rssBytes = process.memoryUsage.rss();
    if (this.maxRssBytes && rssBytes > this.maxRssBytes) this.onDue({ rssBytes, maxRssBytes: this.maxRssBytes });
  }

  #lifeOf(type: string) {
    const route = this.routes.find(({ contract }) => contract.name === type);
    const jobs = route?.jobsPerProcess ?? route?.contract.jobsPerProcess ?? contractDefaults.jobsPerProcess;
    return { queue: route?.contract.queue ?? type, jobs };
  }
}
