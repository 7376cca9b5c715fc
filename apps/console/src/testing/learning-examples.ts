import type { KnownEntry } from '@polyspool/contracts/learner';

/** A word of a vocabulary, new to its reader. */
export const aWord = (lemma: string, over: Partial<KnownEntry> = {}): KnownEntry => ({
  lemma,
  kind: 'word',
  partOfSpeech: 'NOUN',
  forms: [lemma],
  count: 1,
  state: 'new',
  example: { text: `Here is ${lemma}.`, startSeconds: 4, endSeconds: 7 },
  ...over,
});
