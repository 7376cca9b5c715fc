import type { EngineName } from '@polyspool/contracts/engines';
import type { Logger } from '@polyspool/service/logger';
import { type Breaker, probeTimeoutMs } from './breaker.js';

/** A look at an engine: the least that proves that it works. */
export interface EngineProbe {
  readonly name: EngineName;
  /** Throws where the engine is down. */
  check(signal: AbortSignal): Promise<void>;
}

const roundMs = 1_000;

/** Looks at engines that are down, from one replica at a time, until they work again. */
export class EngineProber {
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<unknown> = Promise.resolve();
  #busy = false;

  constructor(
    private readonly breaker: Breaker,
    private readonly probes: readonly EngineProbe[],
    private readonly log: Logger,
  ) {}

  start() {
    if (!this.probes.length) return;
    this.#look();
    this.#timer = setInterval(() => this.#look(), roundMs);
  }

  async stop() {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#round;
  }

  /** A round that Redis or an engine holds up is not overtaken by the next. */
  #look() {
    if (this.#busy) return;
    this.#busy = true;
    this.#round = Promise.all(this.probes.map((probe) => this.#probe(probe)))
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.log.warn({ err: error }, 'Engines could not be probed');
      })
      .finally(() => (this.#busy = false));
  }

  async #probe(probe: EngineProbe) {
    const { name } = probe;
    if (!(await this.breaker.mayProbe(name))) return;
    const { signal } = this.#stop;
    const failure = await probe.check(AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)])).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    signal.throwIfAborted(); // what we stopped ourselves says nothing
    await this.breaker.probed(name, failure);
    if (failure === undefined) this.log.info({ engine: name }, 'The engine works again');
    else this.log.warn({ engine: name, detail: failure }, 'The engine is still down');
  }
}
