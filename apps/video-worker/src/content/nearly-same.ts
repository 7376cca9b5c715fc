const shortestStem = 5;

/** `give up` and `give`, `happy` and `happily`: whoever learns one learns the other with it. */
export function areNearlySame(one: string, other: string): boolean {
  const [fewer = [], more = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
  if (fewer.length === 0) return false;
  return fewer.every((word) => more.some((each) => haveOneStem(word, each)));
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');

function haveOneStem(one: string, other: string) {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  return same >= Math.max(shortestStem - 1, short.length - 2) && same >= long.length * 0.5;
}
