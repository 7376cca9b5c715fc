import { isRedisNamed, type RedisSettings, redisTopologyOf } from '@polyspool/service/redis-topology';
import { z } from 'zod';
import type { AccessOptions } from './access.module.js';
import { issuerOptionsOf, oidcEnv } from './oidc-env.js';

/** Requests in a minute; 0: no limit. */
export const perMinute = (requests: number) => z.coerce.number().int().min(0).max(10_000_000).default(requests);

/** How many stand in front of a service and append to X-Forwarded-For whom they have heard. */
export const proxiesInFront = (count: number) => z.coerce.number().int().min(0).max(10).default(count);

/** What every service reads that takes keys. */
export const accessEnv = {
  ...oidcEnv,
  /** Refused keys from one address. */
  RATE_LIMIT_FAILURES: perMinute(60),
  PROXIES_IN_FRONT: proxiesInFront(0),
};

type AccessEnv = Readonly<z.output<z.ZodObject<typeof accessEnv>>> & RedisSettings & { readonly QUEUE_PREFIX: string };

export const accessOptionsOf = (env: AccessEnv): AccessOptions => ({
  issuer: issuerOptionsOf(env),
  failures: env.RATE_LIMIT_FAILURES,
  proxiesInFront: env.PROXIES_IN_FRONT,
  // None: each replica counts for itself.
  redis: isRedisNamed(env) ? { ...redisTopologyOf(env), prefix: env.QUEUE_PREFIX } : undefined,
});
