import type { JobEvent } from '@polyspool/contracts/job-status';
import type { Follower } from './follower.js';

interface HeardNumber {
  readonly seq: number;
  readonly atMs: number;
}

/** Who was told of a job by itself what its rooms may still be told: those hear what is on its way to the rooms only once. */
export class HeardAhead {
  readonly #byJob = new Map<string, Map<Follower, HeardNumber>>();

  note(follower: Follower, heard: ReadonlyMap<string, number>) {
    const atMs = performance.now();
    for (const [jobId, seq] of heard) {
      const numbers = this.#byJob.get(jobId) ?? new Map<Follower, HeardNumber>();
      this.#byJob.set(jobId, numbers.set(follower, { seq, atMs }));
    }
  }

  /** Who has heard of an event that now goes to rooms. Each of them may be told of it at another time. */
  of({ jobId, seq }: JobEvent): ReadonlySet<Follower> {
    const numbers = [...(this.#byJob.get(jobId) ?? [])];
    return new Set(numbers.filter(([, number]) => number.seq >= seq).map(([follower]) => follower));
  }

  /** Those who are gone, and what nothing was on its way of. */
  forget(olderThanMs: number) {
    const beforeMs = performance.now() - olderThanMs;
    for (const [jobId, numbers] of this.#byJob) {
      for (const [follower, { atMs }] of numbers) if (atMs <= beforeMs || !follower.isOpen) numbers.delete(follower);
      if (!numbers.size) this.#byJob.delete(jobId);
    }
  }
}
