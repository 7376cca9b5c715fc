import { AppError } from '@polyspool/contracts/errors';

/** Aborts its signal when nothing was heard for too long. */
export class Watchdog {
  readonly #stuck = new AbortController();
  readonly signal: AbortSignal = this.#stuck.signal;
  #heardAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly stuckAfterMs: number) {}

  start() {
    this.hear();
    this.#timer = setTimeout(this.#look, this.stuckAfterMs);
  }

  /** A sign of life. */
  readonly hear = () => {
    this.#heardAt = performance.now();
  };

  stop() {
    clearTimeout(this.#timer);
  }

  readonly #look = () => {
    const leftMs = this.#heardAt + this.stuckAfterMs - performance.now();
    if (leftMs > 0) {
      this.#timer = setTimeout(this.#look, leftMs);
      return;
    }
    this.#stuck.abort(new AppError('job.stuck', `Nothing was heard of it for ${this.stuckAfterMs / 1000} s`));
  };
}
