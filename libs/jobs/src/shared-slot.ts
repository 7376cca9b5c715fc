/** Of a queue: what is closed fetches no more jobs until it is opened. */
export interface Door {
  open(): void;
  close(): void;
}

/**
 * Slots that several queues of a process share, as what their jobs load fits into a device only once. A queue that comes in
 * vain is closed, and asked in as soon as a place is free, before those that had one last: so they take turns.
 */
export class SharedSlot {
  readonly #waiting: Door[] = [];
  #taken = 0;
  #asked: Door | undefined;
  #impatience: NodeJS.Timeout | undefined;

  constructor(
    private readonly places = 1,
    /** So long a place is kept for a queue that was asked in: its next job may have gone to another process. */
    private readonly patienceMs = 1_000,
  ) {}

  /** Whether a job that came through this door may begin; if not, it belongs back into its queue. */
  take(door: Door): boolean {
    const isAsked = this.#asked === door;
    const kept = this.#asked && !isAsked ? 1 : 0;
    if (this.#taken + kept >= this.places) {
      if (!this.#waiting.includes(door)) this.#waiting.push(door);
      door.close();
      return false;
    }
    this.#taken += 1;
    if (isAsked) this.#askNext();
    return true;
  }

  leave() {
    this.#taken -= 1;
    if (!this.#asked) this.#askNext();
  }

  #askNext() {
    clearTimeout(this.#impatience);
    this.#asked = this.#taken < this.places ? this.#waiting.shift() : undefined;
    if (!this.#asked) return;
    this.#asked.open();
    this.#impatience = setTimeout(() => this.#askNext(), this.patienceMs).unref();
  }
}
