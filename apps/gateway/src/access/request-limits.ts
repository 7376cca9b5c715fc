import { Injectable } from '@nestjs/common';
import type { Caller } from '@polyspool/access/caller';
import { RequestBudgets, tooMany } from '@polyspool/access/request-budgets';
import { type Budget, type Spent, windowS } from '@polyspool/access/request-counter';
import { Readiness } from '@polyspool/service/readiness';
import type { FastifyReply } from 'fastify';

/** Requests in a minute; 0 is no limit. Abstract so that Nest can inject it. */
export abstract class LimitOptions {
  abstract readonly keyReads: number;
  abstract readonly keyWrites: number;
  abstract readonly personReads: number;
  abstract readonly personWrites: number;
}

export type Sort = 'reads' | 'writes';

/** How many requests somebody may make, by each of their keys and by all of them, told in the headers of every answer. */
@Injectable()
export class RequestLimits {
  constructor(
    private readonly options: LimitOptions,
    private readonly budgets: RequestBudgets,
    readiness: Readiness,
  ) {
    const { shared } = budgets;
    if (shared) readiness.add({ name: 'redis', isDispensable: true, check: () => shared.check() });
  }

  /** Throws `auth.tooManyRequests`; says how long to wait. */
  async take({ id, keyId }: Caller, sort: Sort, reply: FastifyReply) {
    const { keyReads, keyWrites, personReads, personWrites } = this.options;
    const [ofKey, ofPerson] = sort === 'reads' ? [keyReads, personReads] : [keyWrites, personWrites];
    const spent: [Budget, Spent][] = [];
    for (const [name, requests, who] of [
      [`key-${sort}`, ofKey, keyId],
      [`person-${sort}`, ofPerson, id],
    ] as const) {
      const budget = { name, requests };
      const one = who && (await this.budgets.take(budget, who));
      if (one) spent.push([budget, one]);
    }
    tell(spent, reply);
    const over = spent.find(([, { isOver }]) => isOver);
    if (over) throw tooMany(`${over[0].requests} requests of this sort in ${windowS} s`, over[1]);
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
