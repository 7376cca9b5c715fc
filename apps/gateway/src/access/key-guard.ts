import { bearerOf } from '@polyspool/access/access';
import { actingAs, type Caller } from '@polyspool/access/caller';
import { Doorkeeper } from '@polyspool/access/doorkeeper';
import { AppError } from '@polyspool/contracts/errors';
import { forOperators } from '@polyspool/service/for-operators';
import { openToAll } from '@polyspool/service/open-to-all';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { forAdmins } from './for-admins.js';
import { RequestLimits } from './request-limits.js';
import { isReading, scopesOf } from './route-scopes.js';
import { ScrapeKey } from './scrape-key.js';

export interface KnownRequest extends FastifyRequest {
  person?: Caller;
}

/** Every route needs a key, unless it says otherwise: one that is made for it, and has not been used too often. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly limits: RequestLimits,
    private readonly scrapeKey: ScrapeKey,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext) {
    if (this.#is(openToAll, context)) return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { method } = request;
    const { url: route = '' } = request.routeOptions;
    const bearer = bearerOf(request.headers.authorization);
    if (this.scrapeKey.opens(route, bearer)) return true;
    const caller = await this.doorkeeper.identify(bearer, request.raw);
    await this.limits.take(caller, isReading(method, route) ? 'reads' : 'writes', reply);
    request.person = actingAs(caller, scopesOf(method, route));
    const { role } = request.person;
    if (this.#is(forAdmins, context) && role !== 'admin') throw onlyFor('administrators', caller);
    if (this.#is(forOperators, context) && role === 'user') throw onlyFor('operators and administrators', caller);
    return true;
  }

  #is(mark: string, context: ExecutionContext) {
    return this.reflector.getAllAndOverride<boolean>(mark, [context.getHandler(), context.getClass()]) ?? false;
  }
}

const onlyFor = (whom: string, { scopes }: Caller) =>
  new AppError('auth.forbidden', `Only ${whom} may do that${scopes ? ', with a key that is made for it' : ''}`);

/** The person whose key came with the request. */
export const By = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<KnownRequest>().person;
});
