/** Of a queue: what is closed fetches no more jobs until it is opened. */
export interface Door {
  open(): void;
  close(): void;
  hasJobs(): Promise<boolean>;
}

/**
 * Slots that several queues of a process share, as what their jobs load fits into a device only once. While all are taken no
 * queue fetches a job; then those that have some take turns.
 */
export class SharedSlot {
  /** Who had a turn last comes last. */
  #doors: readonly Door[] = [];
  #taken = 0;
  #asked: Door | undefined;
  #asking = 0;
  #impatience: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: number,
    /** So long a place is kept for a queue that was asked in: its next job may have gone to another process. */
    private readonly patienceMs = 1_000,
  ) {}

  join(door: Door) {
    this.#doors = [...this.#doors, door];
  }

  /** Whether a job that came through this door may begin; if not, as two came at the same moment, it belongs back into its queue. */
  take(door: Door): boolean {
    const isAsked = this.#asked === door;
    const kept = this.#asked && !isAsked ? 1 : 0;
    if (this.#taken + kept >= this.places) {
      door.close();
      return false;
    }
    this.#taken += 1;
    if (isAsked || this.#taken === this.places) this.#offer(door);
    return true;
  }

  leave(door: Door) {
    this.#taken -= 1;
    this.#offer(door);
  }

  /** Nobody who has had a turn fetches another job before those that wait are asked. */
  #offer(last: Door) {
    this.#doors = [...this.#doors.filter((door) => door !== last), last];
    this.#doors.forEach((door) => door.close());
    this.#let(undefined);
    if (this.#taken < this.places) void this.#ask(++this.#asking);
  }

  async #ask(asking: number) {
    for (const door of this.#doors) {
      // Where nobody can say, all may come.
      const hasJobs = await door.hasJobs().catch(() => false);
      if (asking !== this.#asking) return;
      if (hasJobs) return this.#let(door);
    }
    this.#openAll();
  }

  #let(door: Door | undefined) {
    clearTimeout(this.#impatience);
    this.#asked = door;
    if (!door) return;
    door.open();
    this.#impatience = setTimeout(() => this.#openAll(), this.patienceMs).unref();
  }

  #openAll() {
    this.#let(undefined);
    this.#doors.forEach((door) => door.open());
  }
}
