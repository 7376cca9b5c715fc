import { Access, bearerOf } from '@polyspool/access/access';
import type { Person } from '@polyspool/database/people';
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
    if (this.reflector.getAllAndOverride<boolean>(openToAll, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    request.person = await this.access.identify(bearerOf(request.headers.authorization));
    return true;
  }
}

/** The person whose key came with the request. */
export const By = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<KnownRequest>().person;
});
