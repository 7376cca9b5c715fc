import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { CefrLevel, type LevelEstimate } from '@polyspool/contracts/vocabulary';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartOfSpeech } from '../word-analyser/word-analyser.js';
import { readCsv } from './read-csv.js';

/**
 * What is wrong with a folder that is to hold lists; undefined where each of them can be used. To be asked when a worker starts: it
 * would otherwise fail, or find no list, in the midst of its jobs.
 */
export function cefrListsFault(folder: string): string | undefined {
  try {
    const names = readdirSync(folder).filter((name) => /^[a-z]{2,3}([-_.].*)?\.csv$/i.test(name));
    if (names.length === 0) return 'holds no list by the name of a language, such as en.csv';
    const useless = names.find((name) => !readCsv(readFileSync(join(folder, name), 'utf8')).some(isListed));
    return useless && `${useless} has no row with a headword and a level in columns headword and CEFR`;
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
}

type Row = Readonly<Record<string, string>>;

interface Listed {
  readonly partOfSpeech: string;
  readonly level: CefrLevel;
}

/** Published lists, as CEFR-J has them: what they say goes before what frequencies suggest. */
export class CefrList {
  constructor(private readonly words: ReadonlyMap<string, readonly Listed[]>) {}

  /** Files `<language>*.csv` of the folder, with columns `headword`, `pos` and `CEFR`. */
  static async read(folder: string, language: Language): Promise<CefrList> {
    const words = new Map<string, Listed[]>();
    for (const name of await filesOf(folder, language)) {
      for (const row of readCsv(await readFile(join(folder, name), 'utf8'))) addRow(words, row);
    }
    return new CefrList(words);
  }

  /**
   * The easiest level at which the list has the word as this part of speech, else as any. Confidence is the share of the list's
   * entries of that word that say so.
   */
  level(lemma: string, partOfSpeech: PartOfSpeech | 'PHRASE'): LevelEstimate | undefined {
    const all = this.words.get(lemma.toLowerCase());
    if (!all) return undefined;
    const same = all.filter((one) => one.partOfSpeech === classOf(partOfSpeech));
    const entries = same.length > 0 ? same : all;
    const level = entries.map((one) => one.level).sort()[0]!; // it has entries
    return { level, method: 'list', confidence: entries.filter((one) => one.level === level).length / entries.length };
  }
}

/** Names of the lists of a language. */
export async function filesOf(folder: string, language: Language): Promise<string[]> {
  const names = await readdir(folder);
  const pattern = new RegExp(`^${primaryLanguage(language)}([-_.].*)?\\.csv$`, 'i');
  return names.filter((name) => pattern.test(name)).sort();
}

const levelIn = (row: Row) => CefrLevel.safeParse(row['cefr']?.toUpperCase()).data;
const isListed = (row: Row) => Boolean(row['headword']) && levelIn(row) !== undefined;

function addRow(words: Map<string, Listed[]>, row: Row) {
  const level = levelIn(row);
  if (!level) return;
  const listed = { partOfSpeech: (row['pos'] ?? '').toLowerCase(), level };
  for (const headword of (row['headword'] ?? '').split('/')) {
    const key = headword.trim().toLowerCase();
    if (key) words.set(key, [...(words.get(key) ?? []), listed]);
  }
}

/** In the words of CEFR-J. */
const classes: Readonly<Partial<Record<PartOfSpeech | 'PHRASE', string>>> = {
  NOUN: 'noun',
  PROPN: 'noun',
  VERB: 'verb',
  AUX: 'modal auxiliary',
  ADJ: 'adjective',
  ADV: 'adverb',
  PRON: 'pronoun',
  DET: 'determiner',
  ADP: 'preposition',
  CCONJ: 'conjunction',
  SCONJ: 'conjunction',
  NUM: 'number',
  INTJ: 'interjection',
};
const classOf = (partOfSpeech: PartOfSpeech | 'PHRASE') => classes[partOfSpeech];
