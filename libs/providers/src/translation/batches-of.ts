import { portionsOf, type PortionLimits } from '../translator/portions-of.js';

const contextLines = 5;

export interface Batch {
  readonly lines: readonly string[];
  /** Those of its lines that are to be translated. */
  readonly texts: readonly string[];
  /** What stands right before it. */
  readonly context: readonly string[];
}

/**
 * Cut by position, whatever is known already: a line that the memory has learnt since must not move the borders of all
 * batches behind it.
 */
export function* batchesOf(
  lines: readonly string[],
  isKnown: (line: string) => boolean,
  limits: PortionLimits,
): Generator<Batch> {
  let from = 0;
  for (const own of portionsOf(lines, limits)) {
    const context = lines.slice(Math.max(0, from - contextLines), from);
    yield { lines: own, texts: own.filter((line) => !isKnown(line)), context };
    from += own.length;
  }
}
