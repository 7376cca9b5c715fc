import type { WorkerRegistry, WorkerState } from './worker-registry.js';

/** Who has missed three counts as dead: within half a minute. */
const beatMs = 8_000;

/** Writes down that this process lives, and what it does. */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(
    private readonly registry: WorkerRegistry,
    readonly id: string,
    private readonly state: () => WorkerState,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  start() {
    this.beat();
    this.#timer = setInterval(() => this.beat(), beatMs).unref();
  }

  /** Left out while Redis has not taken the last one. */
  beat() {
    this.#writing ??= this.registry
      .write(this.id, this.state())
      .catch(this.onTrouble)
      .finally(() => (this.#writing = undefined));
  }

  /** Does not wait for a Redis that is away: it forgets by itself. */
  async stop() {
    clearInterval(this.#timer);
    const gone = Promise.resolve(this.#writing).then(() => this.registry.remove(this.id));
    await Promise.race([gone.catch(this.onTrouble), new Promise((late) => setTimeout(late, 500).unref())]);
  }
}
