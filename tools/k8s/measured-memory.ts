import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = join(import.meta.dirname, '../../docs/ops/node-sizes.md');

export interface MeasuredMemory {
  /** At work, the process alone. */
  readonly ownMi: number;
  /** With all that it starts. */
  readonly allMi: number;
}

/** What was measured of each service, from the table that people read. */
export const measuredMemory: ReadonlyMap<string, MeasuredMemory> = new Map(
  readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => /^\| [a-z-]+(, [^|]*)? \| \d+ \| [\d.]+ \| \d/.test(line))
    .map((line) => {
      const [, service = '', , , atWork = ''] = line.split('|').map((cell) => cell.trim());
      return [service.replace(/,.*/, ''), peaksIn(atWork)];
    }),
);

/** `473, 879`, `362 to 544`, or `318 in statistics of 100,000 records`. */
function peaksIn(text: string): MeasuredMemory {
  const [own = '', all = own] = text.replace(/^[\d,]+ to /, '').split(', ');
  return { ownMi: amountIn(own), allMi: amountIn(all) };
}

function amountIn(text: string) {
  return Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', ''));
}
