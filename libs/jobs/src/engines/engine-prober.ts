import type { EngineName } from '@polyspool/contracts/engines';
import type { Logger } from '@polyspool/service/logger';
import { type Breaker, probeTimeoutMs } from './breaker.js';

/** A look at an engine: the least that proves that it works. */
export interface EngineProbe {
  readonly name: EngineName;
  /** Throws where the engine is down. */
  check(signal: AbortSignal): Promise<void>;
}

/** Of a process that knows only when it starts which engines it has. */
export interface EngineProbes {
  readonly probes: readonly EngineProbe[];
}

const roundMs = 1_000;

/** Looks at engines that are down or in doubt, from one replica at a time, until they work again. */
export class EngineProber {
  readonly #stop = new AbortController();
  readonly #looks = new Map<EngineProbe, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly breaker: Breaker,
    private readonly probes: readonly EngineProbe[],
    private readonly log: Logger,
    private readonly timeoutMs = probeTimeoutMs,
  ) {}

  start() {
    if (!this.probes.length) return;
    this.#round();
    this.#timer = setInterval(() => this.#round(), roundMs);
  }

  async stop() {
    clearInterval(this.#timer);
    this.#stop.abort();
    await Promise.all(this.#looks.values());
  }

  /** A look that Redis or an engine holds up is not overtaken by the next, and holds up no other. */
  #round() {
    for (const probe of this.probes) {
      if (this.#looks.has(probe)) continue;
      const look = orAborted(this.#stop.signal, () => this.#look(probe))
        .catch((error: unknown) => {
          if (!this.#stop.signal.aborted)
            this.log.warn({ err: error, engine: probe.name }, 'Engine could not be probed');
        })
        .finally(() => this.#looks.delete(probe));
      this.#looks.set(probe, look);
    }
  }

  async #look(probe: EngineProbe) {
    const { name } = probe;
    if (!(await this.breaker.mayProbe(name))) return;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(this.timeoutMs)]);
    const failure = await orAborted(signal, () => probe.check(signal)).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    this.#stop.signal.throwIfAborted(); // what we stopped ourselves says nothing
    await this.breaker.probed(name, failure);
    if (failure === undefined) this.log.info({ engine: name }, 'The engine works');
    else this.log.warn({ engine: name, detail: failure }, 'The engine is down');
  }
}

/** Does not wait for work that pays no heed to its signal. */
async function orAborted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return Promise.race([aborted, work()]).finally(() => signal.removeEventListener('abort', abort));
}
