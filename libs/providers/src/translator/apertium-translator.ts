import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { ApertiumModes } from './apertium-modes.js';
import { hasWords, hideMarks, readMarks } from './apertium-marks.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface ApertiumOptions {
  readonly command?: string;
  /** Where the language pairs are installed. */
  readonly dataFolder?: string;
}

interface Run {
  readonly mode: string;
  readonly signal?: AbortSignal;
}

/** Comes through untranslated: seen at the end of the output, it proves that all of the input was read. */
const endMark = '0';
const separator = '\n\n';

const limits = { cpuSeconds: 3600, fileSizeBytes: 64 * 1024 ** 2 };

/** Apertium by its command, with the language pairs that are installed: offline, and of draft quality. */
export class ApertiumTranslator implements Translator {
  private readonly command: string;
  private readonly modes: ApertiumModes;
  private readonly dataFolder: string;

  constructor({ command, dataFolder }: ApertiumOptions = {}) {
    this.command = command ?? 'apertium';
    this.dataFolder = dataFolder ?? '/usr/share/apertium';
    this.modes = new ApertiumModes(join(this.dataFolder, 'modes'));
  }

  async describe(from: Language, to: Language): Promise<EngineLabel> {
    const mode = await this.modes.find(from, to);
    const { programs, data } = mode ? await this.modes.partsOf(mode) : { programs: [], data: [] };
    const version = await engineVersion({ programs: [this.command, ...programs], data });
    return { engine: 'apertium', version, quality: 'draft' };
  }

  async supports(from: Language, to: Language) {
    return (await this.modes.find(from, to)) !== undefined;
  }

  async translate(texts: readonly string[], { from, to, signal }: TranslateOptions): Promise<Translation[]> {
    signal?.throwIfAborted();
    const mode = await this.modes.find(from, to);
    if (!mode) throw new AppError('engine.unsupportedPair', `Apertium has no pair installed from ${from} to ${to}`);
    const translated = await this.translateAll(texts.filter(hasWords), { mode, signal });
    const next = translated.values();
    return texts.map((text) => (hasWords(text) ? next.next().value! : { text, unknownWordShare: 0 })); // one for each
  }

  /** All at once; where the engine joined or cut texts, in halves, down to one by one. */
  private async translateAll(texts: readonly string[], run: Run): Promise<Translation[]> {
    if (texts.length === 0) return [];
    const blocks = await this.runApertium(texts.map(hideMarks), run);
    if (texts.length === 1) return [translationOf(blocks.join(' '), texts[0]!)]; // its length is one
    if (blocks.length === texts.length) return blocks.map((block, i) => translationOf(block, texts[i]!)); // same length
    const half = Math.ceil(texts.length / 2);
    const first = await this.translateAll(texts.slice(0, half), run);
    return [...first, ...(await this.translateAll(texts.slice(half), run))];
  }

  /** By a file: of a stdin that Node pipes, the command reads nothing, and ends well. */
  private async runApertium(texts: readonly string[], { mode, signal }: Run): Promise<string[]> {
    try {
      return await withTemporaryFolder('apertium', async (cwd) => {
        await writeFile(join(cwd, 'texts'), [...texts, endMark].join(separator) + '\n');
        const { stdout } = await runProgram({
          command: this.command,
          args: ['-d', this.dataFolder, '-f', 'txt', mode, 'texts'],
          cwd,
          env: { TMPDIR: cwd },
          limits,
          signal,
        });
        const blocks = stdout.trimEnd().split(separator);
        if (blocks.pop()?.trim() !== endMark) throw new AppError('engine.failed', 'Apertium did not translate it all');
        return blocks;
      });
    } catch (error) {
      throw engineError('apertium', error);
    }
  }
}

/** Some words have no translation of their own, for example "would": like an unknown word, such a text stays as it is. */
function translationOf(output: string, source: string): Translation {
  const translation = readMarks(output);
  return translation.text ? translation : { text: source, unknownWordShare: 1 };
}
