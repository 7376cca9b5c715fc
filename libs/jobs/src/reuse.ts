import type { Reused } from '@polyspool/contracts/job-status';

/** Counts what an entry of a job took from work done before. */
export class Reuse {
  #steps = 0;
  #savedMs = 0;

  step(savedMs: number) {
    this.#steps += 1;
    this.#savedMs += savedMs;
  }

  add({ steps, savedSeconds }: Reused) {
    this.#steps += steps;
    this.#savedMs += savedSeconds * 1000;
  }

  /** Undefined where all was done anew. */
  get total(): Reused | undefined {
    if (!this.#steps) return undefined;
    return { steps: this.#steps, savedSeconds: Math.round(this.#savedMs) / 1000 };
  }
}
