interface Level {
  readonly baseline: number;
  readonly sizePt: number;
}

/** Finds lines by the height that they stand at, so that a page of many words does not compare each with each. */
export class HeightIndex<Line extends Level> {
  readonly #byStep = new Map<number, Set<Line>>();
  readonly #reach: number;

  constructor(all: readonly Level[]) {
    const largestPt = all.reduce((largest, { sizePt }) => Math.max(largest, sizePt), 0);
    this.#reach = Math.ceil((0.6 * largestPt) / stepPt);
  }

  near({ baseline }: Level): Line[] {
    const step = stepOf(baseline);
    const found: Line[] = [];
    for (let at = step - this.#reach; at <= step + this.#reach; at++) found.push(...(this.#byStep.get(at) ?? []));
    return found;
  }

  add(line: Line) {
    const step = stepOf(line.baseline);
    const lines = this.#byStep.get(step);
    if (lines) lines.add(line);
    else this.#byStep.set(step, new Set([line]));
  }

  remove(line: Line) {
    this.#byStep.get(stepOf(line.baseline))?.delete(line);
  }

  change(line: Line, apply: () => void) {
    this.remove(line);
    apply();
    this.add(line);
  }

  all(): Line[] {
    return [...this.#byStep.values()].flatMap((lines) => [...lines]);
  }
}

const stepPt = 8;
const stepOf = (baseline: number) => Math.floor(baseline / stepPt);
