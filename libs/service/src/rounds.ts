import { pause } from './pause.js';

export interface RoundsOptions {
  /** Answers in how many ms the next one shall be, where it knows better than `everyMs`. `signal` ends what would take longer. */
  readonly round: (signal: AbortSignal) => Promise<number | void>;
  readonly everyMs: number;
  readonly afterFailureMs?: number;
  readonly onError: (error: unknown) => void;
}

/** Work that is done again and again until it is stopped. A round that fails is told of, and tried again. */
export class Rounds {
  readonly #stop = new AbortController();
  readonly signal: AbortSignal = this.#stop.signal;
  #news = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: RoundsOptions) {}

  start() {
    this.#running = this.#run();
  }

  /** There is something to do: the next round is now, or right after the one under way. */
  wake() {
    this.#news.abort();
  }

  /** Fulfilled when the round under way is over. */
  async stop() {
    this.#stop.abort();
    await this.#running;
  }

  async #run() {
    const { round, everyMs, afterFailureMs = everyMs, onError } = this.options;
    while (!this.signal.aborted) {
      this.#news = new AbortController();
      const nextMs = await round(this.signal).catch((error: unknown) => {
        if (error !== this.signal.reason) onError(error);
        return afterFailureMs;
      });
      await pause(nextMs ?? everyMs, AbortSignal.any([this.signal, this.#news.signal]));
    }
  }
}
