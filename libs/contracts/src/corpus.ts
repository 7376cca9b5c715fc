import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { FileKey } from './files.js';
import { Language } from './languages.js';
import { RecordingMeasures } from './records.js';
import { Warning } from './warning.js';

const fileLimits = {
  queue: 'file-processing',
  retries: 3,
  backoff: { type: 'exponential', delayMs: 30_000, jitter: 0.5 },
  softLimitMs: 300_000,
  hardLimitMs: 600_000,
  limitCaps: { softLimitMs: 6_900_000, hardLimitMs: 7_200_000 },
  jobsPerProcess: 1_000,
} as const;

const analysisLimits = { ...fileLimits, queue: 'data-analysis', retries: 2 } as const;

/** Of a record, or of an upload that belongs to none. `uploadId` follows from the record where it is not named. */
const recordingInput = {
  recordId: z.uuid().optional(),
  uploadId: z.uuid(),
  /** Spoken in it; where nothing is said, that of the record, else it is identified. */
  language: Language.optional(),
};

export const Transcribed = z.object({
  text: z.string(),
  language: Language,
  engine: z.string(),
  /** Of an engine that only drafts. */
  isDraft: z.boolean(),
  words: z.int().nonnegative(),
});
export type Transcribed = z.output<typeof Transcribed>;

export const BatchItem = z.object({ recordId: z.uuid(), uploadId: z.uuid(), language: Language.optional() });
export type BatchItem = z.output<typeof BatchItem>;

export const BatchItemResult = z.object({
  recordId: z.uuid(),
  ok: z.boolean(),
  error: z.object({ code: z.string(), detail: z.string() }).optional(),
});
export type BatchItemResult = z.output<typeof BatchItemResult>;

/** Items of one child batch, and texts of one child. Longer lists are cut, and their results are a file. */
export const itemsPerPart = 100;
export const textsPerPart = 500;
export const mostTexts = 50_000;
export const mostLetters = 5_000;

/** One text of many, and what was found out about it. */
export const DetectedLanguage = z.object({
  id: z.string(),
  /** None where nothing tells. */
  language: Language.optional(),
  confidence: z.number().min(0).max(1),
  /** Of a line of a file that is no text. */
  error: z.object({ code: z.string(), detail: z.string() }).optional(),
});
export type DetectedLanguage = z.output<typeof DetectedLanguage>;

/** Lines of a text file: bytes from the first, up to the second. */
export const TextPart = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  firstLine: z.int().positive(),
  texts: z.int().positive(),
  isJson: z.boolean(),
});
export type TextPart = z.output<typeof TextPart>;

export const corpusJobs = defineJobs('corpus', {
  /** Measures a recording and makes a working copy, pictures and, where an engine has the language, a transcript. */
  processAudio: {
    ...fileLimits,
    input: z.strictObject({ ...recordingInput, transcribe: z.boolean().default(true) }),
    output: z.object({
      recordId: z.uuid().optional(),
      measures: RecordingMeasures,
      transcript: Transcribed.optional(),
      warnings: z.array(Warning),
    }),
    steps: ['probe', 'normalise', 'measure', 'pictures', 'transcribe', 'write'],
    weights: { normalise: 3, measure: 4, pictures: 2, transcribe: 20 },
    large: ['transcript'],
  },
  /** What is said in a recording, and how: words, rate, pauses, languages, key words. */
  analyzeContent: {
    ...analysisLimits,
    input: z.strictObject(recordingInput),
    output: z.object({
      recordId: z.uuid().optional(),
      durationSeconds: z.number(),
      speechSeconds: z.number(),
      /** Silences of half a second and more. */
      pauses: z.object({ count: z.int(), meanSeconds: z.number(), longestSeconds: z.number() }),
      languages: z.array(z.object({ language: Language, confidence: z.number().min(0).max(1) })),
      transcript: Transcribed.optional(),
      /** Of the transcript; none without one. */
      wordsPerMinute: z.number().optional(),
      distinctWords: z.int().optional(),
      keywords: z.array(z.object({ word: z.string(), count: z.int() })),
      warnings: z.array(Warning),
    }),
    steps: ['probe', 'listen', 'transcribe', 'analyse'],
    weights: { listen: 2, transcribe: 20 },
    large: ['transcript'],
  },
  /** In which language each of many texts is. More than `textsPerPart` are cut into child jobs. */
  detectLanguages: {
    ...analysisLimits,
    input: z
      .strictObject({
        /** What fits into a request; what does not is uploaded. */
        texts: z
          .array(z.strictObject({ id: z.string().min(1).max(200), text: z.string().max(mostLetters) }))
          .min(1)
          .max(mostTexts)
          .optional(),
        /** A text file in their place: a text on each line, or JSON Lines of `{"id": ..., "text": ...}`. Without an id it is the line's number. */
        uploadId: z.uuid().optional(),
        /** Set by the parent for its parts. */
        part: TextPart.optional(),
      })
      .refine(({ texts, uploadId }) => (texts === undefined) !== (uploadId === undefined), {
        message: 'Either texts or an upload of them has to be sent',
        path: ['texts'],
      }),
    output: z.object({
      /** In the order of the texts. Of more than `textsPerPart` they are an artifact, `languages.json`. */
      items: z.array(DetectedLanguage).optional(),
      counts: z.record(z.string(), z.int()),
      undetermined: z.int().nonnegative(),
      /** Lines that are no texts. */
      failed: z.int().nonnegative().default(0),
    }),
    steps: ['detect', 'merge'],
    weights: { detect: 20 },
    large: ['texts', 'items'],
    upload: 'texts',
  },
  /** One job for each of many records; one that fails takes none with it, and where all fail it has failed. More than `itemsPerPart` go in batches of batches. */
  batchProcess: {
    ...fileLimits,
    input: z.strictObject({
      /** Callers name records; what they are follows from them. */
      recordIds: z.array(z.uuid()).min(1).max(10_000),
      action: z.enum(['processAudio', 'analyzeContent']).default('processAudio'),
      /** Filled in by the gateway. */
      items: z.array(BatchItem).max(10_000).optional(),
      /** Set by the parent for its parts. */
      part: z.literal(true).optional(),
    }),
    output: z.object({
      /** In the order of the records. Of more than `itemsPerPart` they are an artifact, `records.json`. */
      items: z.array(BatchItemResult).optional(),
      succeeded: z.int().nonnegative(),
      failed: z.int().nonnegative(),
    }),
    steps: ['items', 'merge'],
    weights: { items: 50 },
    large: ['recordIds', 'items'],
  },
});

export const storageJobs = defineJobs('storage', {
  /** Copies an upload, or an artifact, to the archive, part by part; what has arrived is not sent again. */
  upload: {
    ...fileLimits,
    input: z
      .strictObject({
        /** One of the two. */
        uploadId: z.uuid().optional(),
        /** Callers name an artifact by its id, which becomes its key. */
        file: z.string().optional(),
      })
      .refine(({ uploadId, file }) => (uploadId === undefined) !== (file === undefined), {
        message: 'Either an upload or a file has to be named',
        path: ['uploadId'],
      }),
    output: z.object({
      key: FileKey,
      bytes: z.int().nonnegative(),
      sha256: z.string(),
      parts: z.int().nonnegative(),
      /** Parts that had arrived in an earlier attempt. */
      resumedParts: z.int().nonnegative(),
    }),
    steps: ['upload', 'verify'],
    weights: { upload: 10 },
    upload: 'any',
    files: ['file'],
  },
});
