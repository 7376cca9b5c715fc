import { AppError } from '@polyspool/contracts/errors';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Departure } from './departure.js';

interface Step {
  kept?: Promise<unknown>;
}

type Begin = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** The steps that enclose what runs now, the outermost first. */
const enclosingSteps = new AsyncLocalStorage<readonly Step[]>();

/**
 * One entry of a job in a process that may have to end. A step that would not be done by then is not begun: the job goes
 * back to the queue between two steps, where the next worker goes on and nothing is done twice.
 */
export class Handover {
  readonly #leave = new AbortController();
  /** Aborted when the job is left to another worker. */
  readonly signal: AbortSignal = this.#leave.signal;
  /** Steps that have begun, until what they answer is kept. */
  readonly #underWay = new Set<Step>();

  constructor(
    private readonly departure: Departure,
    private readonly type: string,
  ) {}

  /** `take` answers what is kept of the step; where nothing is, it has it computed by `begin`, and keeps it. */
  async step<Result>(name: string, take: (begin: Begin) => Promise<Result>): Promise<Result> {
    const step: Step = {};
    const outer = enclosingSteps.getStore() ?? [];
    const begin: Begin = (work) => {
      if (this.departure.isBeforeEndOf(this.#nameOf(name))) return this.#handOver(outer);
      this.#underWay.add(step);
      return this.#compute(name, work);
    };
    const kept = enclosingSteps.run([...outer, step], () => take(begin));
    step.kept = kept;
    try {
      return await kept;
    } finally {
      this.#underWay.delete(step);
    }
  }

  async #compute<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const result = await work();
    this.departure.learn(this.#nameOf(name), performance.now() - startedAt);
    return result;
  }

  /** What runs beside it is kept first; what it is a part of would wait for it. */
  async #handOver(outer: readonly Step[]): Promise<never> {
    for (const step of outer) this.#underWay.delete(step);
    await Promise.allSettled([...this.#underWay].map(({ kept }) => kept));
    const reason = new AppError('job.interrupted', 'The process ends before the next step would');
    this.#leave.abort(reason);
    throw reason;
  }

  #nameOf(step: string) {
    return `${this.type} ${step}`;
  }
}
