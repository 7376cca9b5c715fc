import type { Coverage, KnownEntry, LearnerState } from '@polyspool/contracts/learner';
import type { CefrLevel, Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import type { KnownState } from '@polyspool/database/learner-words';

/** Words of a recording with how well their reader knows each: those of which nothing is kept are new. */
export function knownEntries({ entries }: Vocabulary, states: ReadonlyMap<string, KnownState>): KnownEntry[] {
  return entries.map((entry) => ({ ...entry, ...(states.get(wordOf(entry)) ?? { state: 'new' }) }));
}

/** What identifies an entry, spelt as states are kept. */
export const wordOf = ({ lemma }: Pick<VocabularyEntry, 'lemma'>) => lemma.trim().normalize('NFC');

/** The share of running words that are known or ignored. Nothing said is all known. */
export function coverageOf(entries: readonly KnownEntry[]): Coverage {
  const total = countOf(entries);
  const known = countOf(entries.filter(({ state }) => state === 'known' || state === 'ignored'));
  // Rounded down: 100 % is said only of a text without an unknown word.
  return { percent: total === 0 ? 100 : Math.floor((known / total) * 1000) / 10, known, total };
}

export interface EntryFilter {
  readonly levels?: readonly CefrLevel[] | undefined;
  readonly states?: readonly LearnerState[] | undefined;
  readonly kind?: VocabularyEntry['kind'] | undefined;
  /** In the lemma, or in a form of it. */
  readonly q?: string | undefined;
}

export function isAskedFor(entry: KnownEntry, { levels, states, kind, q }: EntryFilter): boolean {
  if (kind && entry.kind !== kind) return false;
  if (states && !states.includes(entry.state)) return false;
  if (levels && !(entry.cefr && levels.includes(entry.cefr.level))) return false;
  return q === undefined || [entry.lemma, ...entry.forms].some((form) => plain(form).includes(plain(q)));
}

const plain = (text: string) => text.normalize('NFC').toLowerCase();

const countOf = (entries: readonly KnownEntry[]) => entries.reduce((sum, { count }) => sum + count, 0);
