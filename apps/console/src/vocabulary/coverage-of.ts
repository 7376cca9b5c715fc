import type { KnownEntry, LearnerState } from '@polyspool/contracts/learner';

export interface CoverageShares {
  /** Running words by how well they are known. */
  readonly counts: Readonly<Record<LearnerState, number>>;
  readonly total: number;
  /** Share (0 to 100) that is known or of no interest. Nothing said is all known. */
  readonly percent: number;
}

/** How much of what is said the reader knows, counted in running words. */
export function coverageOf(entries: readonly KnownEntry[]): CoverageShares {
  const counts = { new: 0, learning: 0, known: 0, ignored: 0 };
  for (const { state, count } of entries) counts[state] += count;
  const total = counts.new + counts.learning + counts.known + counts.ignored;
  return { counts, total, percent: total > 0 ? ((counts.known + counts.ignored) / total) * 100 : 100 };
}
