import type { Logger } from '@polyspool/service/logger';
import type { RedisClient } from '../redis-connection.js';
import { Breaker } from './breaker.js';
import { CallLimiter } from './call-limiter.js';
import { EngineCalls, type CallLimits } from './engine-calls.js';
import { type EngineProbe, EngineProber } from './engine-prober.js';

export interface EngineSettings {
  /** How often each engine may be called, by all replicas together. */
  readonly callLimits?: CallLimits | undefined;
  /** One for each engine that the jobs of this process may call. */
  readonly probes?: readonly EngineProbe[] | undefined;
}

/** What a host needs for the engines of its jobs. */
export function openEngines(
  redis: RedisClient,
  prefix: string,
  { callLimits = {}, probes = [] }: EngineSettings,
  log: Logger,
) {
  const breaker = new Breaker(redis, prefix);
  return {
    calls: new EngineCalls(new CallLimiter(redis, prefix), breaker, callLimits),
    prober: new EngineProber(breaker, probes, log),
  };
}
