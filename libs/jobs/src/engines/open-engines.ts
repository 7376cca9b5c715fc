import type { Logger } from '@polyspool/service/logger';
import type { Metrics } from '@polyspool/service/metrics';
import type { RedisClient } from '../redis-connection.js';
import { Breaker } from './breaker.js';
import { CallLimiter } from './call-limiter.js';
import { EngineCalls, type CallLimits } from './engine-calls.js';
import { EngineMeter } from './engine-meter.js';
import { type EngineProbe, EngineProber } from './engine-prober.js';

export interface EngineSettings {
  /** How often each engine may be called, by all replicas together. */
  readonly callLimits?: CallLimits | undefined;
  /** One for each engine that the jobs of this process may call. */
  readonly probes?: readonly EngineProbe[] | undefined;
  readonly metrics?: Metrics | undefined;
}

/** What a host needs for the engines of its jobs. */
export function openEngines(
  redis: RedisClient,
  prefix: string,
  { callLimits: limits = {}, probes = [], metrics }: EngineSettings,
  log: Logger,
) {
  const breaker = new Breaker(redis, prefix);
  const limiter = new CallLimiter(redis, prefix);
  const engines = [...new Set(probes.map(({ name }) => name))];
  const meter = metrics && new EngineMeter(metrics, { breaker, limiter, limits, engines });
  return {
    calls: new EngineCalls(limiter, breaker, limits, meter),
    prober: new EngineProber(breaker, probes, log),
  };
}
