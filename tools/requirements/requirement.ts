import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { idOf } from './numbers-in.ts';

/** One demand of the documents of five earlier systems (seeds 000 to 004). */
const Requirement = z.strictObject({
  id: z.string().regex(/^R\d{3}$/),
  /** Of the seed, under which it stands. */
  section: z.string().min(1),
  text: z.string().min(1),
  /** `path: title` of tests that prove it, beside those which name it in their titles. */
  tests: z.array(z.string().includes(': ')).min(1).optional(),
  /** Why no test proves all of it. */
  reason: z.string().min(1).optional(),
});
export type Requirement = z.output<typeof Requirement> & { readonly seed: string };

const seeds = ['000', '001', '002', '003', '004'];
const count = 363;

/** All of them, in their order. */
export function readRequirements(): Requirement[] {
  const rows = seeds.flatMap((seed) => {
    const text = readFileSync(join(import.meta.dirname, `seed-${seed}.json`), 'utf8');
    return z.parse(z.array(Requirement), JSON.parse(text)).map((row) => ({ ...row, seed }));
  });
  const strays = rows.filter(({ id }, index) => id !== idOf(index + 1));
  if (strays.length || rows.length !== count) {
    throw new Error(
      `${count} requirements in their order are due: ${rows.length} found, ${strays[0]?.id ?? 'in order'}`,
    );
  }
  return rows;
}
