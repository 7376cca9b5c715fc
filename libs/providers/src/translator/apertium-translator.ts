import { AppError } from '@polyspool/contracts/errors';
import { type Language, primaryLanguage } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanTranslation } from './clean-translation.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

const modesFolder = '/usr/share/apertium/modes';

/** ISO 639-3, as Apertium names its pairs, by BCP 47 language. */
const isoOf: Readonly<Record<string, string>> = {
  ca: 'cat',
  en: 'eng',
  es: 'spa',
  fr: 'fra',
  gl: 'glg',
  it: 'ita',
  pt: 'por',
  ro: 'ron',
};

/** Debian's Apertium by its command: rules, offline, a draft. GPL, hence a program of its own and never linked. */
export class ApertiumTranslator implements Translator {
  readonly label: EngineLabel = { engine: 'apertium', quality: 'draft' };

  async supports(from: Language, to: Language) {
    return (await this.#pairs()).has(pairOf(from, to));
  }

  async translate(texts: readonly string[], { from, to, signal }: TranslateOptions): Promise<Translation[]> {
    const pair = pairOf(from, to);
    if (!(await this.#pairs()).has(pair)) {
      throw new AppError('engine.unsupportedPair', `Apertium cannot translate ${from} to ${to} here`);
    }
    const lines = texts.map((text) => text.replace(/\s+/gu, ' ').trim());
    const wordy = lines.flatMap((line, index) => (/\p{L}/u.test(line) ? [index] : []));
    const translated = await this.#translateLines(
      pair,
      wordy.map((index) => lines[index]!),
      signal,
    );
    const byIndex = new Map(wordy.map((index, place) => [index, translated[place]!]));
    return lines.map((line, index) => {
      const marked = byIndex.get(index);
      return marked === undefined ? { text: line, unknownWordShare: 0 } : cleanTranslation(marked);
    });
  }

  /** All lines in one go, a blank line between them. Should Apertium join or lose one, each goes alone. */
  async #translateLines(pair: string, lines: readonly string[], signal: AbortSignal | undefined): Promise<string[]> {
    if (!lines.length) return [];
    const output = (await this.#run(pair, lines.join('\n\n'), signal)).trim().split(/\n\s*\n/u);
    if (output.length === lines.length && output.every((line) => line.trim())) return output;
    if (lines.length === 1) return [output.join(' ')];
    const single: string[] = [];
    for (const line of lines) single.push(...(await this.#translateLines(pair, [line], signal)));
    return single;
  }

  /** From a file: Apertium reads nothing from the socket that Node gives a program as stdin, and still exits with 0. */
  #run(pair: string, text: string, signal: AbortSignal | undefined) {
    return withTemporaryFolder('apertium', async (folder) => {
      const path = join(folder, 'text.txt');
      await writeFile(path, `${text}\n`);
      const args = ['-f', 'txt', pair, path];
      try {
        const { stdout } = await runProgram({ command: 'apertium', args, ...(signal && { signal }) });
        if (!stdout.trim()) throw new AppError('engine.failed', 'Apertium answered nothing');
        return stdout;
      } catch (error) {
        throw engineError(error);
      }
    });
  }

  async #pairs(): Promise<ReadonlySet<string>> {
    const files = await readdir(modesFolder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new AppError('engine.missing', 'Apertium is not installed', { cause: error });
      throw error;
    });
    return new Set(files.filter((file) => file.endsWith('.mode')).map((file) => file.slice(0, -'.mode'.length)));
  }
}

function pairOf(from: Language, to: Language) {
  const [source, target] = [from, to].map((language) => isoOf[primaryLanguage(language)] ?? primaryLanguage(language));
  return `${source}-${target}`;
}

function engineError(error: unknown) {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'process.missing')
    return new AppError('engine.missing', 'Apertium is not installed', { cause: error });
  if (error.code === 'process.failed') return new AppError('engine.failed', error.message, { cause: error });
  return error;
}
