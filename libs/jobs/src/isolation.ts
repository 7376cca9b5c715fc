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
  constructor(private readonly doors: { close(): void; open(): void }) {}

  async together<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#wanting) await this.#lone;
    this.#together += 1;
    try {
      return await work();
    } finally {
      this.#together -= 1;
      if (!this.#together) this.#onEmpty();
    }
  }

  /** Throws the reason of `signal` when it is aborted while others are still there. */
  async alone<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const before = this.#lone;
    const { promise, resolve: leave } = Promise.withResolvers<void>();
    this.#lone = before.then(() => promise);
    this.#wanting += 1;
    this.doors.close();
    try {
      await unlessAborted(
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
