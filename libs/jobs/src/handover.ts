import { AppError } from '@polyspool/contracts/errors';
import type { Departure } from './departure.js';

/**
 * One entry of a job in a process that may have to end. A step that would not be done by then is not begun: the job goes
 * back to the queue between two steps, where the next worker goes on and nothing is done twice.
 */
export class Handover {
  readonly #leave = new AbortController();
  /** Aborted when the job is left to another worker. */
  readonly signal: AbortSignal = this.#leave.signal;
  readonly #computing = new Set<Promise<unknown>>();

  constructor(
    private readonly departure: Departure,
    private readonly type: string,
  ) {}

  async compute<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    const name = `${this.type} ${step}`;
    if (this.departure.isBeforeEndOf(name)) return this.#handOver();
    const startedAt = performance.now();
    const computing = work();
    this.#computing.add(computing);
    try {
      const result = await computing;
      this.departure.learn(name, performance.now() - startedAt);
      return result;
    } finally {
      this.#computing.delete(computing);
    }
  }

  /** What runs beside it is kept first. */
  async #handOver(): Promise<never> {
    await Promise.allSettled(this.#computing);
    const reason = new AppError('job.interrupted', 'The process ends before the next step would');
    this.#leave.abort(reason);
    throw reason;
  }
}
