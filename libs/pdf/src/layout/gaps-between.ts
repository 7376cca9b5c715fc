export type Extent = readonly [from: number, to: number];

/** Groups of things that nothing bridges, in the order of their extents. */
export function gapsBetween<Thing>(
  things: readonly Thing[],
  extentOf: (thing: Thing) => Extent,
  leastGap: number,
): Thing[][] {
  const groups: Thing[][] = [];
  let reached = -Infinity;
  for (const thing of things.toSorted((a, b) => extentOf(a)[0] - extentOf(b)[0])) {
    const [from, to] = extentOf(thing);
    const group = groups.at(-1);
    if (group && from - reached <= leastGap) group.push(thing);
    else groups.push([thing]);
    reached = Math.max(reached, to);
  }
  return groups;
}
