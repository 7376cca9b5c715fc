import { Access, bearerOf } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import type { Person } from '@polyspool/database/people';
import { forOperators } from '@polyspool/service/for-operators';
import { openToAll } from '@polyspool/service/open-to-all';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

export interface KnownRequest extends FastifyRequest {
  person?: Person;
}

/** Every route needs a key, unless it says otherwise. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly access: Access,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext) {
    if (this.#is(openToAll, context)) return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    request.person = await this.access.identify(bearerOf(request.headers.authorization));
    if (this.#is(forOperators, context) && request.person.role === 'user') {
      throw new AppError('auth.forbidden', 'Only operators and administrators may do that');
    }
    return true;
  }

  #is(mark: string, context: ExecutionContext) {
    return this.reflector.getAllAndOverride<boolean>(mark, [context.getHandler(), context.getClass()]) ?? false;
  }
}

/** The person whose key came with the request. */
export const By = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<KnownRequest>().person;
});
