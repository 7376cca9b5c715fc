import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { CallLimit, EngineName } from '@polyspool/contracts/engines';
import { AppError } from '@polyspool/contracts/errors';
import { setTimeout as delay } from 'node:timers/promises';
import { PutOff, type Wait } from '../put-off.js';
import type { RunningJob } from '../job-handler.js';
import type { Breaker } from './breaker.js';
import type { CallLimiter } from './call-limiter.js';
import type { EngineMeter } from './engine-meter.js';

/** A slot is held no longer than that for a turn; a job that would wait longer is put off. */
const maxWaitMs = 2_000;
/** Jobs come back a little after the probe, and not all at once. */
const leastSpreadMs = 800;
const spreadShare = 0.2;
const afterProbeMs = 200;

/** The job on whose behalf engines are called. */
export interface Caller {
  /** The same each time it is entered: its place in line is kept under this name. */
  readonly id: string;
  readonly signal: AbortSignal;
}

export type EngineAccess = Pick<RunningJob, 'call' | 'ask'>;

export type CallLimits = Readonly<Partial<Record<EngineName, CallLimit>>>;

/** The way from jobs to engines: by turns where calls are limited, and past none that is down. */
export class EngineCalls {
  constructor(
    private readonly limiter: CallLimiter,
    private readonly breaker: Breaker,
    private readonly limits: CallLimits,
    private readonly meter?: EngineMeter,
  ) {}

  /** Why a job of this kind should not even begin, and no call be made. */
  async obstacle({ engines = [] }: Pick<JobContract, 'engines'>): Promise<Wait | undefined> {
    const waitMs = await this.breaker.waitMs(engines);
    return waitMs ? engineDown(waitMs) : undefined;
  }

  /** The calls of one entry of a job. Once one of them has put the job off, none begins any more. */
  of(caller: Caller): EngineAccess {
    const taken = new Map<EngineName, Set<number>>();
    let over: PutOff | undefined;
    const ask = async <Answer>(engine: EngineName, work: () => Promise<Answer>, turn?: () => Promise<void>) => {
      try {
        const obstacle = await this.obstacle({ engines: [engine] });
        if (obstacle) throw new PutOff(obstacle);
        await turn?.();
        if (over) throw over;
        return await this.#guard(engine, caller, work);
      } catch (error) {
        if (error instanceof PutOff) over = error;
        throw error;
      }
    };
    const call = async <Answer>(engine: EngineName, work: () => Promise<Answer>) => {
      const places = taken.get(engine) ?? new Set();
      taken.set(engine, places);
      const place = firstFree(places);
      places.add(place);
      try {
        const answer = await ask(engine, work, () => this.#awaitTurn(engine, place, caller));
        await this.breaker.succeeded(engine);
        return answer;
      } finally {
        places.delete(place);
      }
    };
    return { call, ask: (engine, question) => ask(engine, question) };
  }

  async #awaitTurn(engine: EngineName, place: number, { id, signal }: Caller) {
    const limit = this.limits[engine];
    for (let isFirst = true; limit; isFirst = false) {
      signal.throwIfAborted();
      const waitMs = await this.limiter.take({ engine, caller: `${id}:${place}`, limit });
      if (waitMs === 0) return;
      if (isFirst) this.meter?.limited(engine);
      if (waitMs > maxWaitMs) throw new PutOff({ reason: 'rateLimited', untilMs: Date.now() + waitMs });
      await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  async #guard<Answer>(engine: EngineName, { signal }: Caller, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await (this.meter ? this.meter.measure(engine, signal, work) : work());
    } catch (error) {
      // What an aborted call says is no news of the engine.
      if (signal.aborted || !isEngineFailure(error)) throw error;
      const answered = error.code === 'engine.failed';
      const waitMs = await this.breaker[answered ? 'failed' : 'unavailable'](engine, error.message);
      throw waitMs ? new PutOff(engineDown(waitMs), error) : error;
    }
  }
}

const engineDown = (waitMs: number): Wait => ({
  reason: 'engineDown',
  untilMs: Math.round(
    Date.now() + waitMs + afterProbeMs + Math.random() * Math.max(leastSpreadMs, spreadShare * waitMs),
  ),
});

const isEngineFailure = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === 'engine.unavailable' || error.code === 'engine.failed');

/** Calls beside one another have places of their own; one after the other they have the same. */
function firstFree(taken: ReadonlySet<number>) {
  let place = 0;
  while (taken.has(place)) place += 1;
  return place;
}
