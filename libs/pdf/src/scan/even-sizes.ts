import { median } from '../layout/median.js';

/** Sizes that differ by less are the same, measured twice. */
const tolerance = 0.12;

/** Sizes as they were meant: those near each other become their median. */
export function evenSizes(sizes: readonly number[]): number[] {
  const meant = new Map<number, number>();
  let group: number[] = [];
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const first = group[0];
    if (first !== undefined && size > first * (1 + tolerance)) group = [];
    group.push(size);
    const middle = median(group);
    for (const each of group) meant.set(each, middle);
  }
  return sizes.map((size) => Math.round((meant.get(size) ?? size) * 10) / 10);
}
