import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { CefrLevel, type LevelEstimate } from '@polyspool/contracts/vocabulary';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartOfSpeech } from '../word-analyser/word-analyser.js';
import { readCsv } from './read-csv.js';

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

/** By name, size and time: another list is another lexicon. */
export async function filesOf(folder: string, language: Language): Promise<string[]> {
  const names = await readdir(folder);
  const pattern = new RegExp(`^${primaryLanguage(language)}([-_.].*)?\\.csv$`, 'i');
  return names.filter((name) => pattern.test(name)).sort();
}

function addRow(words: Map<string, Listed[]>, row: Readonly<Record<string, string>>) {
  const level = CefrLevel.safeParse(row['cefr']?.toUpperCase());
  if (!level.success) return;
  const listed = { partOfSpeech: (row['pos'] ?? '').toLowerCase(), level: level.data };
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
