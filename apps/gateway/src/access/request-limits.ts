import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Caller } from '@polyspool/access/caller';
import { AppError } from '@polyspool/contracts/errors';
import type { QueueConnection } from '@polyspool/jobs/redis-connection';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import type { FastifyReply } from 'fastify';
import { type Budget, RequestCounter, SharedCounts, type Spent, windowS } from './request-counter.js';

/** Requests in a minute; 0 is no limit. Abstract so that Nest can inject it. */
export abstract class LimitOptions {
  abstract readonly keyReads: number;
  abstract readonly keyWrites: number;
  abstract readonly personReads: number;
  abstract readonly personWrites: number;
  /** Refused keys from one address. */
  abstract readonly failures: number;
  /** Where replicas add up what they have seen. */
  abstract readonly redis: QueueConnection | undefined;
}

export type Sort = 'reads' | 'writes';

/** How many requests somebody may make, by each of their keys and by all of them, told in the headers of every answer. */
@Injectable()
export class RequestLimits implements BeforeApplicationShutdown {
  readonly #shared: SharedCounts | undefined;
  readonly #counters: ReadonlyMap<string, RequestCounter>;
  readonly #spent;

  constructor(options: LimitOptions, log: Logger, metrics: Metrics, readiness: Readiness) {
    const shared = options.redis && new SharedCounts(options.redis, onceAMinute(log));
    // Without it each replica counts for itself.
    if (shared) readiness.add({ name: 'redis', isDispensable: true, check: () => shared.check() });
    this.#shared = shared;
    this.#spent = metrics.counter({
      name: 'rate_limit_requests_total',
      help: 'Requests that were counted against a budget, by whether there was still something in it',
      labels: ['budget', 'outcome'],
    });
    const budgets: Budget[] = [
      { name: 'key-reads', requests: options.keyReads },
      { name: 'key-writes', requests: options.keyWrites },
      { name: 'person-reads', requests: options.personReads },
      { name: 'person-writes', requests: options.personWrites },
      { name: 'failures', requests: options.failures },
    ];
    const limited = budgets.filter(({ requests }) => requests > 0);
    this.#counters = new Map(limited.map((budget) => [budget.name, new RequestCounter(budget, this.#shared)]));
  }

  /** Throws `auth.tooManyRequests`; says how long to wait. */
  async take({ id, keyId }: Caller, sort: Sort, reply: FastifyReply) {
    const spent: [Budget, Spent][] = [];
    for (const [name, who] of [
      [`key-${sort}`, keyId],
      [`person-${sort}`, id],
    ] as const) {
      const counter = this.#counters.get(name);
      if (counter && who) spent.push([counter.budget, await this.#take(counter, who)]);
    }
    tell(spent, reply);
    const over = spent.find(([, { isOver }]) => isOver);
    if (over) throw tooMany(`${over[0].requests} requests of this sort in ${windowS} s`, over[1], reply);
  }

  /** A key was refused. Who guesses is not asked in again; good keys from the same address go on to open. */
  async refused(address: string, reply: FastifyReply) {
    const counter = this.#counters.get('failures');
    const spent = counter && (await this.#take(counter, address));
    if (spent?.isOver) throw tooMany('keys that are none, from one address', spent, reply);
  }

  beforeApplicationShutdown() {
    this.#shared?.close();
  }

  async #take(counter: RequestCounter, who: string) {
    const spent = await counter.take(who);
    this.#spent.inc({ budget: counter.budget.name, outcome: spent.isOver ? 'refused' : 'passed' });
    return spent;
  }
}

/** As the draft "RateLimit header fields for HTTP" of the IETF has them. */
function tell(spent: readonly (readonly [Budget, Spent])[], reply: FastifyReply) {
  if (!spent.length) return;
  reply.header(
    'ratelimit-policy',
    spent.map(([{ name, requests }]) => `"${name}";q=${requests};w=${windowS}`).join(', '),
  );
  reply.header('ratelimit', spent.map(([{ name }, { left, resetS }]) => `"${name}";r=${left};t=${resetS}`).join(', '));
}

function tooMany(what: string, { resetS }: Spent, reply: FastifyReply) {
  reply.header('retry-after', String(resetS));
  return new AppError('auth.tooManyRequests', `Too many requests: ${what}. Try again in ${resetS} s`);
}

/** A Redis that is away says so many times a second. */
function onceAMinute(log: Logger) {
  let saidAt = -Infinity;
  return (err: Error) => {
    if (performance.now() - saidAt < 60_000) return;
    saidAt = performance.now();
    log.warn({ err }, 'Redis is away: this replica counts requests for itself');
  };
}
