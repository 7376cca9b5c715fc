import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from './logger.js';
import { Injectable } from '@nestjs/common';

/** Something without which the service cannot do its work now. `check` throws while it is away. */
export interface ReadinessCheck {
  readonly name: string;
  /** It works without, though not as well: it stays ready. */
  readonly isDispensable?: boolean;
  check(): Promise<void>;
}

/** Nobody waits longer than that to hear of what can be done without: probes are impatient. */
const dispensableWithinMs = 300;

/** Knows whether the service can do its work. Providers add their checks. */
@Injectable()
export class Readiness {
  private readonly checks: ReadinessCheck[] = [];
  private stopping = false;

  constructor(private readonly logger: Logger) {}

  add(check: ReadinessCheck) {
    this.checks.push(check);
  }

  /** From now on the service is not ready: no new work while it shuts down. */
  stop() {
    this.stopping = true;
  }

  get isStopping() {
    return this.stopping;
  }

  /** Names of what is away; none when ready. */
  async failing(timeoutMs?: number): Promise<string[]> {
    return (await this.look(timeoutMs)).failing;
  }

  /** `degraded`: what is away, and can be done without. */
  async look(timeoutMs?: number): Promise<{ failing: string[]; degraded: string[] }> {
    if (this.stopping) return { failing: ['shutdown'], degraded: [] };
    const away = (await this.results(timeoutMs)).filter(({ error }) => error !== undefined).map(({ name }) => name);
    const dispensable = new Set(this.checks.filter(({ isDispensable }) => isDispensable).map(({ name }) => name));
    return {
      failing: away.filter((name) => !dispensable.has(name)),
      degraded: away.filter((name) => dispensable.has(name)),
    };
  }

  /** Every check, how long it took, and what it said where something is away. */
  async results(timeoutMs = 2000): Promise<CheckResult[]> {
    const withinMs = ({ isDispensable }: ReadinessCheck) =>
      isDispensable ? Math.min(dispensableWithinMs, timeoutMs) : timeoutMs;
    const results = await Promise.all(this.checks.map((check) => checkWithin(check, withinMs(check))));
    for (const { name, error } of results) {
      if (error !== undefined) this.logger.warn({ check: name, err: error }, 'A readiness check failed');
    }
    return results;
  }
}

export interface CheckResult {
  readonly name: string;
  readonly ms: number;
  /** Undefined where all is well. */
  readonly error?: unknown;
}

/** Runs one check; it has failed when there is no answer in time. */
export async function checkWithin(check: ReadinessCheck, timeoutMs: number): Promise<CheckResult> {
  const timer = new AbortController();
  const startedAt = performance.now();
  const result = { name: check.name };
  try {
    await Promise.race([check.check(), expire(timeoutMs, timer.signal)]);
    return { ...result, ms: performance.now() - startedAt };
  } catch (error) {
    return { ...result, ms: performance.now() - startedAt, error };
  } finally {
    timer.abort();
  }
}

async function expire(timeoutMs: number, signal: AbortSignal): Promise<never> {
  await delay(timeoutMs, undefined, { signal, ref: false }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  throw new Error(`No answer within ${timeoutMs} ms`);
}
