/** The longest time between two neighbours of `times`, from `start` to `end`. */
export function longestGap(times: readonly number[], start: number, end: number): number {
  const within = times.filter((time) => time > start && time < end).toSorted((one, other) => one - other);
  let last = start;
  let longest = 0;
  for (const time of [...within, end]) {
    longest = Math.max(longest, time - last);
    last = time;
  }
  return longest;
}
