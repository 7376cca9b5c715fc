import type { LineEdit } from '@polyspool/contracts/recording';

/** One edit of each line: what is said later of its text or its translation wins, what is not said stays. */
export function mergeEdits(before: readonly LineEdit[], after: readonly LineEdit[]): LineEdit[] {
  const merged = new Map<number, LineEdit>();
  for (const edit of [...before, ...after]) {
    const key = lineOf(edit);
    merged.set(key, { ...merged.get(key), ...edit });
  }
  return [...merged.values()].sort((a, b) => a.startSeconds - b.startSeconds);
}

/** Lines are told apart by the millisecond in which they begin. */
export const lineOf = ({ startSeconds }: { readonly startSeconds: number }) => Math.round(startSeconds * 1000);
