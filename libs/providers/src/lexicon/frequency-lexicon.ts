import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { createHash } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { engineVersion } from '../engine-version.js';
import { runTask } from '@polyspool/processes/run-task';
import type { WordAnalyser } from '../word-analyser/word-analyser.js';
import { cachedFile, defaultCacheFolder } from './cached-file.js';
import { CefrList, filesOf } from './cefr-lists.js';
import { frequencyListName, readFrequencyList, type FrequencyList } from './frequency-list.js';
import type { LanguageLexicon, Lexicon } from './lexicon.js';
import { everydayWords, properWords } from './proper-words.js';
import { rankLemmas } from './rank-lemmas.js';
import { rankLevel } from './rank-level.js';
import { SortedLines } from './sorted-lines.js';

export interface FrequencyLexiconOptions {
  /** Finds the lemmas by which words are ranked. */
  readonly analyser: WordAnalyser;
  readonly cacheFolder?: string | undefined;
  /** With files `en*.csv` of columns headword, pos, CEFR. */
  readonly cefrListsFolder?: string | undefined;
}

/** A word that no list has is taken to be so much rarer than the last one that it has. */
const unlistedFactor = 3;

/** Frequency lists of npm packages, ranked by lemma once; levels by published lists, else by rank. */
export class FrequencyLexicon implements Lexicon {
  readonly #opened = new Map<string, Promise<LanguageLexicon>>();

  constructor(private readonly options: FrequencyLexiconOptions) {}

  async describe(language: Language): Promise<EngineLabel> {
    const { analyser, cefrListsFolder: folder } = this.options;
    const lists = folder ? (await filesOf(folder, language)).map((name) => join(folder, name)) : [];
    const cefr = lists.length > 0 ? await engineVersion({ programs: [], data: lists }) : 'none';
    const { engine, version } = await analyser.describe(language);
    const list = frequencyListName(language) ?? 'none';
    return {
      engine: 'frequency-lexicon',
      version: `${list}, ${engine} ${version}, cefr ${cefr}, rules 2`,
      quality: 'draft',
    };
  }

  async open(language: Language, { signal }: { readonly signal?: AbortSignal } = {}): Promise<LanguageLexicon> {
    const { version = '' } = await this.describe(language);
    const key = `${primaryLanguage(language)} ${version}`;
    const opened = this.#opened.get(key) ?? this.load(language, key);
    this.#opened.set(key, opened);
    opened.catch(() => this.#opened.delete(key));
    const lexicon = await opened;
    signal?.throwIfAborted();
    return lexicon;
  }

  /** For all who wait for it, so that none of them may end it. */
  private async load(language: Language, key: string): Promise<LanguageLexicon> {
    const { cacheFolder = defaultCacheFolder(), cefrListsFolder } = this.options;
    const name = `ranks-${primaryLanguage(language)}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.tsv`;
    const bytes = await cachedFile(cacheFolder, name, (path) => this.rank(language, path));
    const cefr = cefrListsFolder ? await CefrList.read(cefrListsFolder, language) : undefined;
    return lexiconOf(new SortedLines(bytes), primaryLanguage(language), cefr);
  }

  private async rank(language: Language, path: string) {
    const { analyser } = this.options;
    const list = (await analyser.supports(language)) ? await readFrequencyList(language) : undefined;
    const ranks = list ? await rankLemmas(list, analyser, { language }) : new Map<string, number>();
    await writeFile(path, [...ranks].map(([lemma, rank]) => `${lemma}\t${rank}\n`).join(''));
    await setImmediate();
    const last = [...ranks.values()].reduce((most, rank) => Math.max(most, rank), 0);
    const more = [`${lastKey}\t${last}`, ...(list?.hasCase ? spellings(list) : [])];
    await appendFile(path, more.map((line) => `${line}\n`).join(''));
    const answer = z.object({ lines: z.int() });
    await runTask({
      name: 'sort-lines-task',
      from: import.meta.url,
      input: { path },
      answer,
    });
  }
}

/** Keys that no word can be. */
const lastKey = ' last';
const spellingKey = (word: string) => ` ${word}`;

function spellings({ forms }: FrequencyList) {
  const common = new Set(forms.map(({ form }) => form).filter((form) => form === form.toLowerCase()));
  const all = new Set(forms.map(({ form }) => form.toLowerCase()));
  return [...all].map((word) => `${spellingKey(word)}\t${common.has(word) ? 'common' : 'name'}`);
}

function lexiconOf(lines: SortedLines, language: Language, cefr: CefrList | undefined): LanguageLexicon {
  const last = Number(lines.find(lastKey)[0] ?? 0);
  const rank = (lemma: string) => {
    const [found] = lines.find(lemma.toLowerCase());
    return found === undefined ? undefined : Number(found);
  };
  return {
    rank,
    level: (lemma, partOfSpeech) => {
      const listed = cefr?.level(lemma, partOfSpeech);
      if (listed || last === 0) return listed;
      const known = rank(lemma);
      if (known === undefined) return rankLevel(last * unlistedFactor, 'estimate');
      return rankLevel(known, language === 'en' ? 'rank-band' : 'estimate');
    },
    spelling: (word) => {
      const lower = word.toLowerCase();
      if (language === 'en' && properWords.has(lower)) return 'proper';
      if (language === 'en' && everydayWords.has(lower)) return 'common';
      const [found] = lines.find(spellingKey(lower));
      return found === 'common' || found === 'name' ? found : undefined;
    },
  };
}
