import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { PseudoLanguage } from './pseudo-translators.ts';

/** What `judge.py` finds of a document that it could read. Shares are 0 to 1. */
export const Verdict = z.object({
  score: z.number(),
  /** What of the document is as it was: pages, boxes, links ... */
  structure: z.record(z.string(), z.boolean()),
  /** Exit code of `qpdf --check`. */
  qpdf: z.number(),
  /** Expected words that are there. */
  recall: z.number(),
  /** Source words that are still in their place. */
  leftover: z.number().nullable(),
  blocks_in_place: z.number(),
  blocks_anchored: z.number(),
  overlap_new: z.number(),
  scale_p05: z.number().nullable(),
  pixdiff_mean: z.number().nullable(),
});
export type Verdict = z.output<typeof Verdict>;

/** Pages that are looked at. */
const mostPages = 12;

/** By Debian's own Python, which has its packages. Undefined where the judge itself cannot open the document. */
export async function judge(
  source: string,
  target: string,
  language: PseudoLanguage,
  password: string | undefined,
): Promise<Verdict | undefined> {
  const args = [join(import.meta.dirname, 'judge.py'), source, target, '--map', language, '--pages', String(mostPages)];
  const own = password === undefined ? [] : ['--pw', password];
  const { stdout } = await promisify(execFile)('/usr/bin/python3', [...args, ...own], { maxBuffer: 16 * 1024 * 1024 });
  const read = Verdict.safeParse(JSON.parse(stdout));
  return read.success ? read.data : undefined;
}
