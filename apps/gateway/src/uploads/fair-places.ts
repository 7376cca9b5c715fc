import { AppError } from '@polyspool/contracts/errors';

interface Waiting {
  readonly owner: string;
  readonly begin: () => void;
}

/** So much work at once, one piece for each owner; the others wait for their turn, first come first served, for `waitMs`. */
export class FairPlaces {
  readonly #busy = new Set<string>();
  #waiting: Waiting[] = [];

  constructor(
    private readonly places: number,
    private readonly waitMs: number,
  ) {}

  /** Throws `service.unavailable` when no place became free in time, and the reason of the signal. */
  async run<Result>(owner: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#turnOf(owner, signal);
    try {
      return await work();
    } finally {
      this.#busy.delete(owner);
      this.#letIn();
    }
  }

  #turnOf(owner: string, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Promise<void>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#waiting = this.#waiting.filter((other) => other !== own);
      };
      const giveUp = (reason: unknown) => {
        leave();
        reject(reason);
      };
      const begin = () => {
        leave();
        resolve();
      };
      const onAbort = () => giveUp(signal.reason);
      const timer = setTimeout(() => giveUp(tooBusy()), this.waitMs);
      const own = { owner, begin };
      signal.addEventListener('abort', onAbort);
      this.#waiting.push(own);
      this.#letIn();
    });
  }

  #letIn() {
    while (this.#busy.size < this.places) {
      const next = this.#waiting.find(({ owner }) => !this.#busy.has(owner));
      if (!next) return;
      this.#busy.add(next.owner);
      next.begin();
    }
  }
}

const tooBusy = () =>
  new AppError('service.unavailable', 'Too many files are being looked into now; send it again later');
