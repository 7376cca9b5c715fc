import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';

type Counted = Pick<VocabularyEntry, 'count' | 'lemma'>;

/** What is said most stands first; of equals the first in the alphabet, so that the order is always the same. */
export const byImportance = (a: Counted, b: Counted) =>
  b.count - a.count || (a.lemma < b.lemma ? -1 : Number(a.lemma > b.lemma));
