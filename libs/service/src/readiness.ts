import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from './logger.js';
import { Injectable } from '@nestjs/common';

/** Something without which the service cannot do its work now. `check` throws while it is away. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<void>;
}

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

  /** Names of what is away; none when ready. */
  async failing(timeoutMs = 2000): Promise<string[]> {
    if (this.stopping) return ['shutdown'];
    const names = await Promise.all(this.checks.map((check) => this.nameIfAway(check, timeoutMs)));
    return names.filter((name) => name !== undefined);
  }

  private async nameIfAway(check: ReadinessCheck, timeoutMs: number) {
    const timer = new AbortController();
    try {
      await Promise.race([check.check(), expire(timeoutMs, timer.signal)]);
      return undefined;
    } catch (error) {
      this.logger.warn({ check: check.name, err: error }, 'A readiness check failed');
      return check.name;
    } finally {
      timer.abort();
    }
  }
}

async function expire(timeoutMs: number, signal: AbortSignal): Promise<never> {
  await delay(timeoutMs, undefined, { signal, ref: false }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  throw new Error(`No answer within ${timeoutMs} ms`);
}
