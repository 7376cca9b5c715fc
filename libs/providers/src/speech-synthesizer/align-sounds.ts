/** How far from where it is to be expected a sound is looked for. */
const reach = 120;
const width = 2 * reach + 1;

const steps = { both: 0, spoken: 1, expected: 2 } as const;

/**
 * For each part, before which of the spoken sounds it ends. Words are said a little differently among others than alone: sounds
 * are matched with the fewest changes. Close to the diagonal only, so that time and memory grow with the length.
 */
export function alignSounds(spoken: readonly string[], parts: readonly (readonly string[])[]): number[] {
  const expected = parts.flat();
  const table = new Uint8Array((expected.length + 1) * width);
  const first = (row: number) => Math.round((row * spoken.length) / Math.max(1, expected.length)) - reach;
  let above = new Float64Array(width).fill(Infinity);
  for (let row = 0; row <= expected.length; row++) {
    const costs = new Float64Array(width).fill(Infinity);
    const shift = row > 0 ? first(row) - first(row - 1) : 0;
    for (let place = 0; place < width; place++) {
      const column = first(row) + place;
      if (column < 0 || column > spoken.length) continue;
      const isSame = expected[row - 1] === spoken[column - 1];
      const [cost, step] = cheapest([
        row === 0 && column === 0
          ? 0
          : column === 0
            ? Infinity
            : (above[place - 1 + shift] ?? Infinity) + Number(!isSame),
        (costs[place - 1] ?? Infinity) + 1,
        (above[place + shift] ?? Infinity) + 1,
      ]);
      costs[place] = cost;
      table[row * width + place] = step;
    }
    above = costs;
  }
  return endsOf(parts, placesOf({ rows: expected.length, columns: spoken.length, table, first }));
}

function cheapest(costs: readonly number[]): readonly [number, number] {
  const least = Math.min(...costs);
  return [least, costs.indexOf(least)];
}

interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly table: Uint8Array;
  readonly first: (row: number) => number;
}

/** How many spoken sounds stand before the end of each expected one, walking back from the end of both. */
function placesOf({ rows, columns, table, first }: Table): number[] {
  const places = Array.from({ length: rows + 1 }, () => 0);
  let [row, column] = [rows, columns];
  places[row] = column;
  while (row > 0 || column > 0) {
    const step = row === 0 ? steps.spoken : column === 0 ? steps.expected : table[row * width + column - first(row)];
    if (step !== steps.expected) column--;
    if (step !== steps.spoken) places[--row] = column;
  }
  return places;
}

function endsOf(parts: readonly (readonly string[])[], places: readonly number[]): number[] {
  let row = 0;
  return parts.map((part) => places[(row += part.length)]!); // one place for each expected sound, and one before them
}
