import { AppError } from '@polyspool/contracts/errors';
import { type Asked, acceptJobs } from './accept-job.js';
import type { Statements } from './database.js';

const mostAtOnce = 100;

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (createdAt: Date | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Accepts jobs as they come: at once while nothing is on its way, else together with the others that have come meanwhile.
 * So many submissions at once share their statement and its commit.
 */
export class JobIntake {
  #waiting: Waiting[] = [];
  #running = false;

  constructor(private readonly statements: Statements) {}

  /** Answers when the job was made, or undefined as `acceptJobs` does. */
  accept(asked: Asked): Promise<Date | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run() {
    this.#running = true;
    while (this.#waiting.length) await this.#take(this.#next());
    this.#running = false;
  }

  /** One of the same key waits for the first of them. */
  #next(): Waiting[] {
    const keys = new Set<string>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    for (const one of this.#waiting) {
      const { job, request } = one.asked;
      const key = request && `${job.userId} ${request.key}`;
      if (batch.length >= mostAtOnce || (key && keys.has(key))) later.push(one);
      else batch.push(one);
      if (key) keys.add(key);
    }
    this.#waiting = later;
    return batch;
  }

  /**
   * One bad row must not refuse the others: what fails together is tried one by one. Not while the database is away: it
   * would fail again, and what was committed before the connection broke must not be told to be there already.
   */
  async #take(batch: readonly Waiting[]) {
    try {
      const made = await acceptJobs(
        this.statements,
        batch.map(({ asked }) => asked),
      );
      for (const { asked, resolve } of batch) resolve(made.get(asked.job.id));
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'service.unavailable';
      if (batch.length > 1 && !isAway) await Promise.all(batch.map((one) => this.#take([one])));
      else for (const { reject } of batch) reject(error);
    }
  }
}
