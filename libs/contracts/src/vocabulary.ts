import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { Language } from './languages.js';
import { isRange, largeRecordingFields, rangeFault, recordingFields } from './recording.js';
import { Warning } from './warning.js';

/** Levels of the Common European Framework of Reference for Languages, easiest first. */
export const cefrLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export const CefrLevel = z.enum(cefrLevels);
export type CefrLevel = z.output<typeof CefrLevel>;

export const LevelEstimate = z.object({
  level: CefrLevel,
  /** A published list; a band of frequency ranks that was checked against one; a band that was not. */
  method: z.enum(['list', 'rank-band', 'estimate']),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type LevelEstimate = z.output<typeof LevelEstimate>;

export const VocabularyEntry = z.object({
  /** Dictionary form, which identifies the entry within a language: `child`, `give up`. */
  lemma: z.string(),
  kind: z.enum(['word', 'phrasalVerb', 'idiom']),
  /** Universal part-of-speech tag (universaldependencies.org/u/pos), of an idiom `PHRASE`. */
  partOfSpeech: z.string(),
  /** Forms in which it occurs: most frequent first in a text; of several parts those of the larger part first. */
  forms: z.array(z.string()),
  count: z.int().positive(),
  /** Rank by frequency in the language, 1 = most frequent; missing where no list knows it. */
  rank: z.int().positive().optional(),
  cefr: LevelEstimate.optional(),
  gloss: z.object({ text: z.string(), source: z.string() }).optional(),
  /** When it is first said, in seconds from the start of the recording; missing where there is none. */
  firstSeconds: z.number().nonnegative().optional(),
  /** The sentence that shows it best, with its time where there is one. */
  example: z.object({
    text: z.string(),
    translation: z.string().optional(),
    startSeconds: z.number().nonnegative().optional(),
    endSeconds: z.number().nonnegative().optional(),
  }),
});
export type VocabularyEntry = z.output<typeof VocabularyEntry>;

/** Entries by falling count. */
export const Vocabulary = z.object({
  language: z.string(),
  /** Engine that found lemmas and parts of speech. */
  analyser: z.string(),
  entries: z.array(VocabularyEntry),
});
export type Vocabulary = z.output<typeof Vocabulary>;

export const DeckFormat = z.enum(['apkg', 'csv']);
export type DeckFormat = z.output<typeof DeckFormat>;

/** What a deck of cards is to be like. */
export const deckFields = {
  format: DeckFormat.default('apkg'),
  /** Only words of these levels; all, also those of no known level, where nothing is said. */
  levels: z.array(CefrLevel).min(1).max(6).optional(),
  /** The most frequent of the recording come first. */
  limit: z.int().min(1).max(2_000).default(500),
  /** The sentence as it is said. Not in CSV. */
  withAudio: z.boolean().default(true),
  /** A picture from the middle of the sentence. Not in CSV, nor of a recording without pictures. */
  withPicture: z.boolean().default(true),
};

const Lemmas = z.array(z.string().min(1).max(200)).max(50_000);

/** Of work on texts alone. */
export const languageLimits = {
  queue: 'language',
  retries: 2,
  backoff: { type: 'exponential', delayMs: 30_000, jitter: 0.5 },
  softLimitMs: 3_300_000,
  hardLimitMs: 3_600_000,
} as const;

export const vocabularyJobs = defineJobs('vocabulary', {
  /** The words of a text that are worth learning, with level, frequency and gloss. */
  extract: {
    ...languageLimits,
    input: z.strictObject({
      text: z.string().min(1).max(2_000_000),
      language: Language,
      /** Glosses are in this language. */
      targetLanguage: Language.optional(),
      /** Only words of these levels; all, also those of no known level, where nothing is said. */
      levels: z.array(CefrLevel).max(6).optional(),
    }),
    output: z.object({ vocabularyCount: z.int(), vocabulary: Vocabulary, warnings: z.array(Warning) }),
    steps: ['analyse', 'gloss'],
    large: ['text', 'vocabulary'],
  },
  /** Cards for the words of a recording: with sentence, translation, sound and picture. */
  exportDeck: {
    ...languageLimits,
    input: z
      .strictObject({
        ...recordingFields,
        ...deckFields,
        /** Name of the deck. */
        name: z.string().trim().min(1).max(100).optional(),
        /** Only these; all where nothing is said. */
        lemmas: Lemmas.optional(),
        /** Not these. */
        except: Lemmas.default([]),
      })
      .refine(isRange, rangeFault),
    output: z.object({ format: DeckFormat, cards: z.int(), language: Language, warnings: z.array(Warning) }),
    large: [...largeRecordingFields, 'lemmas', 'except'],
    steps: ['probe', 'audio', 'split', 'chunks', 'choose', 'cards', 'package'],
    weights: { audio: 4, split: 2, chunks: 60, cards: 20 },
  },
});
