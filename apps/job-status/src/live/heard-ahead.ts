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

  /** Who has heard of an event that now goes to the rooms. Whoever has heard no more than that is level with them. */
  of({ jobId, seq }: JobEvent): ReadonlySet<Follower> {
    const numbers = this.#byJob.get(jobId) ?? new Map<Follower, HeardNumber>();
    const heard = [...numbers].filter(([, number]) => number.seq >= seq).map(([follower]) => follower);
    for (const [follower, number] of numbers) if (number.seq <= seq) numbers.delete(follower);
    if (!numbers.size) this.#byJob.delete(jobId);
    return new Set(heard);
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
