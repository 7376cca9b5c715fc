/** `0 g` and `0 0 0 rg` are one colour to who reads the page. Differences that nobody sees are none. */
export function isSameFill(one: string, other: string): boolean {
  if (one === other) return true;
  const a = redGreenBlue(one);
  const b = redGreenBlue(other);
  return a !== undefined && b !== undefined && a.every((share, at) => Math.abs(share - (b[at] as number)) < 0.04);
}

/** From 0 to 1; undefined of other colour spaces. */
function redGreenBlue(operators: string): readonly number[] | undefined {
  const [, space, values, operator] =
    /^(?:\/(Device(?:Gray|RGB|CMYK))\s+cs\s+)?([-\d.\s]+)\s*(g|rg|k|sc|scn)\s*$/.exec(operators.trim()) ?? [];
  if (values === undefined || (space === undefined && /^sc/.test(operator ?? ''))) return undefined;
  const numbers = values.trim().split(/\s+/).map(Number);
  const [first = 0, second = 0, third = 0, black = 0] = numbers;
  if (numbers.length === 1) return [first, first, first];
  if (numbers.length === 3) return [first, second, third];
  return [first, second, third].map((ink) => 1 - Math.min(1, ink + black));
}
