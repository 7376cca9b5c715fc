/** Others were still there when its patience was over. */
export class NotAlone extends Error {}

/**
 * Lets jobs run beside one another, or one alone. Whoever wants to be alone keeps others from coming, waits until those
 * that are there have left, and goes first come, first served.
 */
export class Isolation {
  #together = 0;
  #wanting = 0;
  #lone: Promise<void> = Promise.resolve();
  #onEmpty: () => void = () => undefined;

  /** `close` keeps more jobs from being fetched until `open`; some may be on their way already. */
  constructor(
    private readonly doors: { close(): void; open(): void },
    private readonly patienceMs = 20_000,
  ) {}

  /** Throws the reason of `signal` when it is aborted while it waits for one that is alone. */
  async together<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    while (this.#wanting) await unlessAborted(signal, this.#lone);
    this.#together += 1;
    try {
      return await work();
    } finally {
      this.#together -= 1;
      if (!this.#together) this.#onEmpty();
    }
  }

  /** Throws the reason of `signal` when it is aborted while others are still there, and `NotAlone` when they stay too long. */
  async alone<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const before = this.#lone;
    const { promise, resolve: leave } = Promise.withResolvers<void>();
    this.#lone = before.then(() => promise);
    this.#wanting += 1;
    this.doors.close();
    try {
      await this.#patiently(
        signal,
        before.then(() => this.#empty()),
      );
      return await work();
    } finally {
      this.#wanting -= 1;
      leave();
      if (!this.#wanting) this.doors.open();
    }
  }

  async #patiently(signal: AbortSignal, wait: Promise<void>) {
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(new NotAlone('Others are still there')), this.patienceMs);
    await unlessAborted(AbortSignal.any([signal, impatience.signal]), wait).finally(() => clearTimeout(timer));
  }

  #empty() {
    return this.#together ? new Promise<void>((resolve) => (this.#onEmpty = resolve)) : undefined;
  }
}

async function unlessAborted(signal: AbortSignal, wait: Promise<void>) {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', abort);
  try {
    await Promise.race([wait, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
