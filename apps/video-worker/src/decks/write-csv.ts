import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { stringify } from 'csv-stringify/sync';

/** For spreadsheets: with a byte order mark, or they take UTF-8 for something else; and no cell is a formula. */
export const writeCsv = (entries: readonly VocabularyEntry[]): string =>
  stringify(entries.map(rowOf), {
    header: true,
    columns: Object.keys(columns),
    bom: true,
    escape_formulas: true,
    // Or what follows it may be taken for a cell of its own.
    quoted_match: /\r/,
    record_delimiter: 'windows',
  });

const columns: Readonly<Record<string, (entry: VocabularyEntry) => string | number | undefined>> = {
  word: ({ lemma }) => lemma,
  gloss: ({ gloss }) => gloss?.text,
  partOfSpeech: ({ partOfSpeech }) => partOfSpeech,
  level: ({ cefr }) => cefr?.level,
  kind: ({ kind }) => kind,
  count: ({ count }) => count,
  rank: ({ rank }) => rank,
  sentence: ({ example }) => example.text,
  translation: ({ example }) => example.translation,
  startSeconds: ({ example }) => example.startSeconds,
};

const rowOf = (entry: VocabularyEntry) =>
  Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(entry)]));
