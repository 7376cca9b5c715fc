import type { SeededRandom } from './seeded-random.ts';

/** As in the contract of `system.debug`. */
export interface DebugInput {
  readonly waitMs: number;
  readonly failures?: number;
  readonly parts?: number;
  readonly artifactBytes?: number;
  readonly effect?: string;
}

export interface PlannedJob {
  /** Unique: the job's Idempotency-Key, and the key of its effect where it has one. */
  readonly key: string;
  /** Which of the users asks for it. */
  readonly user: number;
  readonly type: string;
  readonly input: DebugInput | Readonly<Record<string, unknown>>;
  readonly outcome: 'succeeded' | 'failed';
  /** Somebody cancels it so long after it was accepted. It waits then, or runs, or has ended. */
  readonly cancelAfterMs?: number;
}

/** The contract says two. */
const retries = 2;

/** The share of each kind, in percent. */
const kinds = [
  { share: 40, input: () => ({}) },
  { share: 12, input: (random: SeededRandom) => ({ failures: random.between(1, retries) }) },
  { share: 4, input: () => ({ failures: 100 }) },
  { share: 10, input: (random: SeededRandom) => ({ parts: random.between(2, 4) }) },
  { share: 17, input: (random: SeededRandom) => ({ artifactBytes: random.between(1, 60_000) }) },
  { share: 17, input: (_: SeededRandom, key: string) => ({ effect: key }) },
] as const;

export interface LoadShape {
  readonly name: string;
  readonly jobs: number;
  readonly users: number;
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly cancelledPercent: number;
}

/** A mix of everything that a job can do; the same for the same seed. */
export function planLoad(shape: LoadShape, random: SeededRandom): PlannedJob[] {
  const pool = kinds.flatMap(({ share, input }) => Array.from({ length: share }, () => input));
  return Array.from({ length: shape.jobs }, (_, index) => {
    const key = `${shape.name}-${index}`;
    const input: DebugInput = {
      waitMs: random.between(shape.shortestMs, shape.longestMs),
      ...random.pick(pool)(random, key),
    };
    return {
      key,
      user: index % shape.users,
      type: 'system.debug',
      input,
      outcome: (input.failures ?? 0) > retries ? 'failed' : 'succeeded',
      ...(random.between(1, 100) <= shape.cancelledPercent && { cancelAfterMs: random.between(0, 1_500) }),
    };
  });
}
