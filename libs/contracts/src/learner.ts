import { z } from 'zod';
import { Language } from './languages.js';
import { deckFields, VocabularyEntry } from './vocabulary.js';

/** How well somebody knows a word. Words of which nothing is kept are new. */
export const LearnerState = z.enum(['new', 'learning', 'known', 'ignored']);
export type LearnerState = z.output<typeof LearnerState>;

/** How far a word is learned: 1 (seen) to 4 (nearly known). */
export const LearningStep = z.int().min(1).max(4);
export type LearningStep = z.output<typeof LearningStep>;

/** Dictionary form, on one line. Letters that can be written in two ways (é) are one. */
export const Lemma = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u, 'A word has no control characters');

const state = {
  state: LearnerState,
  /** Only of a word that is being learned; 1 where nothing is said. */
  step: LearningStep.optional(),
};
const hasStepsOnlyWhileLearning = (word: { state: LearnerState; step?: number | undefined }) =>
  word.step === undefined || word.state === 'learning';
const stepFault = { message: 'Only a word in the state learning has a step', path: ['step'] };

export const WordState = z.strictObject(state).refine(hasStepsOnlyWhileLearning, stepFault);
export type WordState = z.output<typeof WordState>;

export const WordChange = z
  .strictObject({ language: Language, lemma: Lemma, ...state })
  .refine(hasStepsOnlyWhileLearning, stepFault);
export type WordChange = z.output<typeof WordChange>;

/** Of several changes of one word the last holds. */
export const WordChanges = z.strictObject({ items: z.array(WordChange).min(1).max(1_000) });
export type WordChanges = z.output<typeof WordChanges>;

/** A word of which somebody has said how well they know it. */
export const LearnerWord = z.object({
  /** Without region: who knows a word knows it in all of them. */
  language: Language,
  lemma: z.string(),
  state: LearnerState,
  step: LearningStep.optional(),
  /** Missing of a word that is new: of those nothing is kept. */
  updatedAt: z.iso.datetime().optional(),
});
export type LearnerWord = z.output<typeof LearnerWord>;

export const LearnerWordPage = z.object({ items: z.array(LearnerWord), nextCursor: z.string().optional() });
export type LearnerWordPage = z.output<typeof LearnerWordPage>;

export const WordsChanged = z.object({ changed: z.int().nonnegative() });
export type WordsChanged = z.output<typeof WordsChanged>;

/**
 * Lexical coverage: which share of the running words of a text its reader knows (I. S. P. Nation, How Large a Vocabulary Is
 * Needed For Reading and Listening?, 2006: 98 % to read without help, 95 % with some). Words that are ignored count as
 * known, names do not count, a phrasal verb or idiom counts as one word.
 */
export const Coverage = z.object({
  percent: z.number().min(0).max(100),
  /** Running words. */
  known: z.int().nonnegative(),
  total: z.int().nonnegative(),
});
export type Coverage = z.output<typeof Coverage>;

/** A word of a recording, and how well the reader knows it. */
export const KnownEntry = VocabularyEntry.extend({ state: LearnerState, step: LearningStep.optional() });
export type KnownEntry = z.output<typeof KnownEntry>;

/** By falling count. The coverage is that of all words, whichever were asked for. */
export const JobVocabulary = z.object({
  language: z.string(),
  items: z.array(KnownEntry),
  nextCursor: z.string().optional(),
  coverage: Coverage,
});
export type JobVocabulary = z.output<typeof JobVocabulary>;

/** A deck of the words of a recording: those in these states, unless only some of them are named. */
export const DeckRequest = z.strictObject({
  ...deckFields,
  states: z.array(LearnerState).min(1).max(4).default(['new', 'learning']),
  lemmas: z.array(Lemma).max(2_000).optional(),
});
export type DeckRequest = z.output<typeof DeckRequest>;
