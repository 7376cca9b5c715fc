import type { JobEvent } from '@polyspool/contracts/job-status';

const mostHeld = 10_000;

/** Events of a room that come while somebody is still being told what was before. */
export class HeldEvents {
  #events: JobEvent[] = [];
  #lost = false;

  add(event: JobEvent) {
    if (this.#events.length < mostHeld) this.#events.push(event);
    else this.#lost = true;
  }

  /** There were more than are held. */
  get isLost() {
    return this.#lost;
  }

  take(): JobEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
