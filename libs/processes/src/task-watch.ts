import { AppError } from '@polyspool/contracts/errors';

interface Watched {
  readonly name: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly quietMs?: number;
}

/** Ends a task when it takes too long, or tells nothing for too long. */
export class TaskWatch {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #deadline: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;

  constructor(private readonly task: Watched) {
    const { signal, timeoutMs } = task;
    this.signal = signal ? AbortSignal.any([signal, this.#controller.signal]) : this.#controller.signal;
    if (timeoutMs !== undefined) this.#deadline = this.#abortIn(timeoutMs, `did not end within ${timeoutMs} ms`);
    this.heard();
  }

  /** It has told something. */
  heard() {
    const { quietMs } = this.task;
    clearTimeout(this.#quiet);
    if (quietMs !== undefined) this.#quiet = this.#abortIn(quietMs, `told nothing for ${quietMs} ms`);
  }

  end() {
    clearTimeout(this.#deadline);
    clearTimeout(this.#quiet);
  }

  #abortIn(ms: number, what: string) {
    return setTimeout(
      () => this.#controller.abort(new AppError('process.timedOut', `The task ${this.task.name} ${what}`)),
      ms,
    );
  }
}
