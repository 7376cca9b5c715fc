// `node translate-one.ts <source> <target> <pseudo language> [password] [scans]`: one document in a process of its own, and what it took.
import { AppError } from '@polyspool/contracts/errors';
import { readScans } from '@polyspool/pdf/document/read-scans';
import { translateFile } from '@polyspool/pdf/document/translate-file';
import { readFile, writeFile } from 'node:fs/promises';
import { pseudoTranslators, translateWords } from './pseudo-translators.ts';
import type { PseudoLanguage } from './pseudo-translators.ts';

const [source = '', target = '', language = 'identity', password, scansPath] = process.argv.slice(2);
const translate = pseudoTranslators[language as PseudoLanguage];

try {
  const bytes = new Uint8Array(await readFile(source));
  const scans = await readScans(scansPath);
  const startedAt = performance.now();
  const { files, facts } = await translateFile(bytes, {
    ...(password && { password }),
    language: 'es',
    scans,
    translate: (blocks) => blocks.map(({ id, text }) => ({ id, text: translateWords(text, translate) })),
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const { pages } = facts;
  await writeFile(target, files[0]!.bytes); // one layout, one file
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  answer({
    seconds,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMiB: maxRSS / 1024,
    pages: pages.length,
    untouchedPages: pages.filter(({ kind }) => kind === 'untouched').length,
    blocks: sum(pages.map(({ blocks }) => blocks)),
    overflowingBlocks: sum(pages.map(({ overflowingBlocks }) => overflowingBlocks)),
    bytesRatio: files[0]!.bytes.length / bytes.length,
  });
} catch (error) {
  const { code, message } = AppError.from(error);
  answer({ refused: { code, message } });
}

function answer(found: object) {
  process.stdout.write(JSON.stringify(found), () => process.exit());
}

function sum(numbers: readonly number[]) {
  return numbers.reduce((total, one) => total + one, 0);
}
