import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { QueueConnection } from '@polyspool/jobs/redis-connection';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { type Budget, RequestCounter, SharedCounts, type Spent } from './request-counter.js';

/** Abstract so that Nest can inject it. */
export abstract class BudgetOptions {
  /** Where replicas add up what they have seen. */
  abstract readonly redis: QueueConnection | undefined;
}

/** Who has spent how much of which budget of requests. */
@Injectable()
export class RequestBudgets implements BeforeApplicationShutdown {
  readonly shared: SharedCounts | undefined;
  readonly #counters = new Map<string, RequestCounter>();
  readonly #spent;

  constructor({ redis }: BudgetOptions, log: Logger, metrics: Metrics) {
    // Without it each replica counts for itself.
    this.shared = redis && new SharedCounts(redis, onceAMinute(log));
    this.#spent = metrics.counter({
      name: 'rate_limit_requests_total',
      help: 'Requests that were counted against a budget, by whether there was still something in it',
      labels: ['budget', 'outcome'],
    });
  }

  /** Undefined where the budget has no end. */
  async take(budget: Budget, who: string): Promise<Spent | undefined> {
    if (!budget.requests) return undefined;
    const counter = this.#counters.get(budget.name) ?? new RequestCounter(budget, this.shared);
    this.#counters.set(budget.name, counter);
    const spent = await counter.take(who);
    this.#spent.inc({ budget: budget.name, outcome: spent.isOver ? 'refused' : 'passed' });
    return spent;
  }

  beforeApplicationShutdown() {
    this.shared?.close();
  }
}

export const tooMany = (what: string, { resetS: retryAfterS }: Spent) =>
  new AppError('auth.tooManyRequests', `Too many requests: ${what}. Try again in ${retryAfterS} s`, { retryAfterS });

/** A Redis that is away says so many times a second. */
function onceAMinute(log: Logger) {
  let saidAt = -Infinity;
  return (err: Error) => {
    if (performance.now() - saidAt < 60_000) return;
    saidAt = performance.now();
    log.warn({ err }, 'Redis is away: this replica counts requests for itself');
  };
}
