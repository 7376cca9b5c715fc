import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { makeSamples } from './make-samples.ts';
import { pdfsIn } from './pdfs-in.ts';
import { pseudoTranslators } from './pseudo-translators.ts';
import { recognizePictures } from './recognize-pictures.ts';
import type { PseudoLanguage } from './pseudo-translators.ts';

const Translated = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMiB: z.number(),
  pages: z.number(),
  untouchedPages: z.number(),
  blocks: z.number(),
  overflowingBlocks: z.number(),
  bytesRatio: z.number(),
});
const Answer = z.union([Translated, z.object({ refused: z.object({ code: z.string(), message: z.string() }) })]);

/** One document in one pseudo-language. */
export interface PdfRun {
  readonly file: string;
  readonly language: PseudoLanguage;
  readonly translated?: z.output<typeof Translated>;
  readonly verdict?: Verdict | undefined;
  /** Code of the error that it ended with. */
  readonly refused?: string;
}

export interface PdfBench {
  /** A folder of PDFs; the project's own samples where nothing is said. */
  readonly corpus?: string | undefined;
  /** Opens those that are encrypted. */
  readonly password?: string | undefined;
  /** Pages that are pictures are read by Tesseract first, as the worker has them read. */
  readonly recognize?: boolean;
}

/** Every document with every pseudo-translator, each in a process of its own, judged by other tools. */
export async function benchPdf({ corpus, password, recognize = false }: PdfBench): Promise<PdfRun[]> {
  const folder = mkdtempSync(join(tmpdir(), 'polyspool-bench-pdf-'));
  try {
    const sources = corpus ? pdfsIn(corpus) : await makeSamples(folder);
    const runs: PdfRun[] = [];
    for (const source of sources) {
      console.log(`  ${basename(source)} ...`);
      const target = join(folder, 'translated.pdf');
      const scansPath = recognize ? await recognizePictures(source, folder) : undefined;
      for (const language of Object.keys(pseudoTranslators) as PseudoLanguage[])
        runs.push(await runOne({ source, language, password, target, scansPath }));
    }
    return runs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface OneRun {
  readonly source: string;
  readonly target: string;
  readonly language: PseudoLanguage;
  readonly password: string | undefined;
  readonly scansPath: string | undefined;
}

async function runOne({ source, target, language, password, scansPath }: OneRun): Promise<PdfRun> {
  const run = { file: basename(source), language };
  const first = await translate({ source, target, language, scansPath, password: undefined });
  const needsPassword = 'refused' in first && first.refused.code === 'file.needsPassword';
  const own = needsPassword ? password : undefined;
  const answer = own === undefined ? first : await translate({ source, target, language, scansPath, password: own });
  if ('refused' in answer) return { ...run, refused: answer.refused.code };
  return { ...run, translated: answer, verdict: await judge(source, target, language, own) };
}

/** A document that takes its process with it is one that failed. */
async function translate({
  source,
  target,
  language,
  password = '',
  scansPath = '',
}: OneRun): Promise<z.output<typeof Answer>> {
  const script = join(import.meta.dirname, 'translate-one.ts');
  const args = [
    '--max-old-space-size=1024',
    script,
    source,
    target,
    language,
    password,
    ...(scansPath ? [scansPath] : []),
  ];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 300_000, killSignal: 'SIGKILL' });
    return Answer.parse(JSON.parse(stdout.slice(stdout.indexOf('{'))));
  } catch (error) {
    return { refused: { code: 'crashed', message: String(error) } };
  }
}
