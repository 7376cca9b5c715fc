/** What the jobs of a process know of its end. */
export class Departure {
  /** By kind of job and name of step, the longest time that one has taken here. */
  readonly #longestMs = new Map<string, number>();
  #atMs = Infinity;

  /** So long jobs may still run. */
  announce(leftMs: number) {
    this.#atMs = performance.now() + leftMs;
  }

  /** A step of which nothing is known yet is tried. */
  isBeforeEndOf(step: string) {
    return performance.now() + (this.#longestMs.get(step) ?? 0) > this.#atMs;
  }

  learn(step: string, tookMs: number) {
    this.#longestMs.set(step, Math.max(tookMs, this.#longestMs.get(step) ?? 0));
  }
}
