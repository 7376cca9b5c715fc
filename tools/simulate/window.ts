import { roomFor } from '@polyspool/database/dispatch-window';
import { secondsPerPlace } from '@polyspool/database/priorities';
import TinyQueue from 'tinyqueue';
import type { SimulatedJob } from './simulated-job.ts';

/** Jobs that wait: in Postgres by their turn, and of those a window in Redis by their place there. */
export class Window {
  readonly #backlog = new TinyQueue<SimulatedJob>(
    [],
    (one, other) => one.turn - other.turn || one.number - other.number,
  );
  readonly #ready = new TinyQueue<{ place: number; order: number; job: SimulatedJob }>(
    [],
    (one, other) => one.place - other.place || one.order - other.order,
  );
  #order = 0;
  /** Waiting or running in Redis. */
  held = 0;
  putOff = 0;

  private readonly size: () => number;

  constructor(size: () => number) {
    this.size = size;
  }

  get waiting() {
    return this.#backlog.length + this.#ready.length;
  }

  get ready() {
    return this.#ready.length;
  }

  accept(job: SimulatedJob) {
    this.#backlog.push(job);
    this.fill();
  }

  fill() {
    if (!this.#backlog.length) return;
    const size = this.size();
    while (this.#backlog.length && roomFor(this, size) > 0) {
      this.held += 1;
      this.again(this.#backlog.pop()!);
    }
  }

  /** One that is in Redis waits there (again). */
  again(job: SimulatedJob) {
    this.#ready.push({ place: Math.floor(job.turn / secondsPerPlace), order: this.#order++, job });
  }

  next() {
    return this.#ready.pop()?.job;
  }
}
