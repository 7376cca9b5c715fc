import type { KnownEntry, LearnerState } from '@polyspool/contracts/learner';
import type { CefrLevel, VocabularyEntry } from '@polyspool/contracts/vocabulary';

export interface VocabularyFilter {
  /** None: all, also words of no known level. */
  readonly levels: readonly CefrLevel[];
  /** Empty: all. */
  readonly state: LearnerState | '';
  readonly kind: VocabularyEntry['kind'] | '';
  readonly text: string;
}

export const everyWord: VocabularyFilter = { levels: [], state: '', kind: '', text: '' };

export function filterEntries(entries: readonly KnownEntry[], { levels, state, kind, text }: VocabularyFilter) {
  const wanted = plain(text.trim());
  return entries.filter(
    (entry) =>
      (levels.length === 0 || (entry.cefr && levels.includes(entry.cefr.level))) &&
      (!state || entry.state === state) &&
      (!kind || entry.kind === kind) &&
      (!wanted ||
        [entry.lemma, ...entry.forms, entry.gloss?.text ?? ''].some((known) => plain(known).includes(wanted))),
  );
}

/** Who searches for `nino` finds `niño`. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
