import { RequestMethod, type Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { forOperators } from '@polyspool/service/for-operators';
import { HealthController } from '@polyspool/service/health.controller';
import { openToAll } from '@polyspool/service/open-to-all';
import { controllers } from '../controllers.js';
import { forAdmins } from './for-admins.js';

export interface Route {
  readonly method: string;
  /** As Fastify has it: `/v1/jobs/:id`. */
  readonly path: string;
  readonly isOpen: boolean;
  readonly forWhom: 'admins' | 'operators' | 'everybody';
}

/** Every route of the gateway, by what its controllers say of themselves. For tests only. */
export function allRoutes(): Route[] {
  const types: readonly Type[] = [...controllers, HealthController];
  return types.flatMap(routesOf).sort((one, other) => (one.path < other.path ? -1 : 1));
}

function routesOf(type: Type): Route[] {
  const prototype = type.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name]!;
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const is = (mark: string) =>
      ((Reflect.getMetadata(mark, handler) ?? Reflect.getMetadata(mark, type)) as boolean | undefined) === true;
    const forWhom = is(forAdmins) ? 'admins' : is(forOperators) ? 'operators' : 'everybody';
    return pathsIn(type).flatMap((prefix) =>
      pathsIn(handler).map((path) => ({
        method: RequestMethod[method],
        path: `/${[prefix, path].flatMap((part) => part.split('/').filter(Boolean)).join('/')}`,
        isOpen: is(openToAll),
        forWhom,
      })),
    );
  });
}

const pathsIn = (target: object) =>
  [(Reflect.getMetadata('path', target) as string | string[] | undefined) ?? ''].flat();
