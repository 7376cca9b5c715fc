/** What may be asked so often in a second over all processes; each job asks once. */
export class CallLimit {
  #nextAt = 0;
  readonly #everyS: number;

  constructor(callsPerSecond: number) {
    this.#everyS = 1 / callsPerSecond;
  }

  /** In how many seconds the next one may ask, who then does. */
  take(now: number): number {
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#everyS;
    return at - now;
  }
}
