import type { Language } from '@polyspool/contracts/languages';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { engineVersion } from '../engine-version.js';
import { runTask } from '@polyspool/processes/run-task';
import { languageCodes } from '../translator/apertium-modes.js';
import { cachedFile, defaultCacheFolder } from './cached-file.js';
import type { Dictionary, LookUpOptions } from './dictionary.js';
import { SortedLines } from './sorted-lines.js';

export interface FreedictOptions {
  /** Where Debian's packages dict-freedict-* are installed. */
  readonly dataFolder?: string | undefined;
  readonly cacheFolder?: string | undefined;
}

/** The dictionaries of freedict.org that are installed. Each is loaded when it is first asked. */
export class FreedictDictionary implements Dictionary {
  readonly #dataFolder: string;
  readonly #cacheFolder: string;
  readonly #opened = new Map<string, Promise<SortedLines>>();

  constructor({ dataFolder = '/usr/share/dictd', cacheFolder = defaultCacheFolder() }: FreedictOptions = {}) {
    this.#dataFolder = dataFolder;
    this.#cacheFolder = cacheFolder;
  }

  async supports(from: Language, to: Language) {
    return (await this.find(from, to)) !== undefined;
  }

  async describe(from: Language, to: Language) {
    const files = await this.find(from, to);
    return { source: 'FreeDict', ...(files && { version: await versionOf(files) }) };
  }

  /** Headwords are written as in the text books: nouns and names with a capital where the language wants it. */
  async lookUp(lemmas: readonly string[], { from, to, signal }: LookUpOptions): Promise<(string | undefined)[]> {
    const files = await this.find(from, to);
    if (!files) return lemmas.map(() => undefined);
    const lines = await this.open(files);
    signal?.throwIfAborted();
    return lemmas.map((lemma) => lines.find(lemma)[0] ?? lines.find(lemma.toLowerCase())[0]);
  }

  private async open(files: Files) {
    const name = `${files.name}-${await versionOf(files)}.tsv`;
    const opened = this.#opened.get(name) ?? this.load(files, name);
    this.#opened.set(name, opened);
    opened.catch(() => this.#opened.delete(name));
    return opened;
  }

  /** For all who wait for it, so that none of them may end it. */
  private async load({ index, dict, reverseIndex, to }: Files, name: string) {
    const bytes = await cachedFile(this.#cacheFolder, name, (path) =>
      runTask({
        name: 'freedict-task',
        from: import.meta.url,
        input: { index, dict, path, reverseIndex, targetLanguage: to },
        answer: z.object({ headwords: z.int() }),
        maxHeapMb: 1500,
      }),
    );
    return new SortedLines(bytes);
  }

  private async find(from: Language, to: Language): Promise<Files | undefined> {
    for (const source of languageCodes(from)) {
      for (const target of languageCodes(to)) {
        const name = `freedict-${source}-${target}`;
        const files = {
          name,
          index: join(this.#dataFolder, `${name}.index`),
          dict: join(this.#dataFolder, `${name}.dict.dz`),
          to,
        };
        if (!(await isThere(files.index)) || !(await isThere(files.dict))) continue;
        const reverseIndex = join(this.#dataFolder, `freedict-${target}-${source}.index`);
        return { ...files, ...((await isThere(reverseIndex)) && { reverseIndex }) };
      }
    }
    return undefined;
  }
}

interface Files {
  readonly name: string;
  readonly index: string;
  readonly dict: string;
  /** Of the dictionary that goes the other way. */
  readonly reverseIndex?: string;
  readonly to: Language;
}

const versionOf = ({ index, dict, reverseIndex }: Files) =>
  engineVersion({ programs: [], data: [index, dict, ...(reverseIndex ? [reverseIndex] : []), 'rules 3'] });
const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
