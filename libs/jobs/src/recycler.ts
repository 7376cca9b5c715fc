import { contractDefaults } from '@polyspool/contracts/define-jobs';
import type { Route } from './job-runner.js';

const lookMs = 5_000;

/** Says when this process has done enough: memory that leaks and threads that hang are given back by its end. */
export class Recycler {
  readonly #ended = new Map<string, number>();
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
    const jobs = (this.#ended.get(type) ?? 0) + 1;
    this.#ended.set(type, jobs);
    if (jobs >= this.#jobsOf(type)) this.onDue({ type, jobs });
    this.#weigh();
  }

  #weigh() {
    const rssBytes = process.memoryUsage.rss();
    if (this.maxRssBytes && rssBytes > this.maxRssBytes) this.onDue({ rssBytes, maxRssBytes: this.maxRssBytes });
  }

  #jobsOf(type: string) {
    const route = this.routes.find(({ contract }) => contract.name === type);
    return route?.jobsPerProcess ?? route?.contract.jobsPerProcess ?? contractDefaults.jobsPerProcess;
  }
}
