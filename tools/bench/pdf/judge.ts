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
/** Its tools read hostile files without a limit of their own. */
const patienceS = 120;

/** By Debian's own Python, which has its packages. Undefined where the judge cannot read one of the two. */
export async function judge(
  source: string,
  target: string,
  language: PseudoLanguage,
  password: string | undefined,
): Promise<Verdict | undefined> {
  const script = join(import.meta.dirname, 'judge.py');
  const args = [script, source, target, '--map', language, '--pages', String(mostPages)];
  const own = password === undefined ? [] : ['--pw', password];
  // `timeout` ends all that the judge has started.
  const limited = ['--signal=KILL', String(patienceS), '/usr/bin/python3', ...args, ...own];
  const options = { maxBuffer: 16 * 1024 * 1024 };
  const answer = await promisify(execFile)('timeout', limited, options).catch(outOfPatience);
  const read = Verdict.safeParse(answer && JSON.parse(answer.stdout));
  return read.success ? read.data : undefined;
}

function outOfPatience(error: Error & { code?: number | string; signal?: string }) {
  if (error.code === 137 || error.signal === 'SIGKILL') return undefined;
  throw error;
}
