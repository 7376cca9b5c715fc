import type { LearnerState } from '@polyspool/contracts/learner';
import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';

export const stateNames: Record<LearnerState, string> = {
  new: 'New',
  learning: 'Learning',
  known: 'Known',
  ignored: 'Ignored',
};

export const kindNames: Record<VocabularyEntry['kind'], string> = {
  word: 'Words',
  phrasalVerb: 'Phrasal verbs',
  idiom: 'Idioms',
};

/** What kind of word it is, in everyday words; the tag itself where there are none. */
export const partOfSpeechName = (tag: string) => partsOfSpeech[tag] ?? tag.toLowerCase();

/** Universal part-of-speech tags (universaldependencies.org/u/pos), and those of units. */
const partsOfSpeech: Record<string, string> = {
  ADJ: 'adjective',
  ADP: 'preposition',
  ADV: 'adverb',
  AUX: 'auxiliary verb',
  CCONJ: 'conjunction',
  DET: 'determiner',
  INTJ: 'exclamation',
  NOUN: 'noun',
  NUM: 'number',
  PART: 'particle',
  PRON: 'pronoun',
  PROPN: 'name',
  SCONJ: 'conjunction',
  VERB: 'verb',
  PHRASE: 'phrase',
  X: 'other',
};
