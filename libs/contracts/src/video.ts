import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { FileKey } from './files.js';
import { Language } from './languages.js';
import { isRange, largeRecordingFields, rangeFault, recordingFields, Seconds, sourceFields } from './recording.js';
import { EngineLabel } from './segments.js';
import { QualitySummary } from './subtitle-quality.js';
import { translationOptions } from './translation.js';
import { CefrLevel, languageLimits } from './vocabulary.js';
import { Warning } from './warning.js';

const limits = {
  queue: 'video',
  retries: 3,
  backoff: { type: 'exponential', delayMs: 60_000, jitter: 0.5 },
  softLimitMs: 3_300_000,
  hardLimitMs: 3_600_000,
  limitCaps: { softLimitMs: 6_900_000, hardLimitMs: 7_200_000 },
  jobsPerProcess: 100,
  // A clip of one or two chunks does not stand behind feature films.
  lane: { queue: 'video-short', maxMediaSeconds: 20, slots: 2 },
} as const;

/** Exactly 60, 120 and 240 s. */
export const contentLimits = {
  queue: 'content',
  retries: 3,
  backoff: { type: 'exponential', delayMs: 60_000, jitter: 0 },
  softLimitMs: 1_500_000,
  hardLimitMs: 1_800_000,
} as const;

export const videoJobs = defineJobs('video', {
  /** A whole recording: cut in silences, transcribed in parallel, translated, merged, written as subtitles. */
  process: {
    ...limits,
    input: z
      .strictObject({
        ...recordingFields,
        /** Makes a film with the subtitles in its pictures. */
        burnIn: z.boolean().default(false),
        /** Makes a film with the subtitles as tracks of its own, to be switched on and off. */
        mux: z.boolean().default(false),
      })
      .refine(isRange, rangeFault),
    output: z.object({
      durationSeconds: z.number(),
      chunks: z.int(),
      segments: z.int(),
      words: z.int(),
      /** 0 of a worker from before there was one. */
      vocabularyCount: z.int().default(0),
      language: Language,
      targetLanguage: Language.optional(),
      /** How well the subtitles read, in short; `quality.json` says where they do not. */
      quality: QualitySummary.optional(),
      warnings: z.array(Warning),
    }),
    large: largeRecordingFields,
    steps: ['probe', 'audio', 'split', 'chunks', 'merge', 'write', 'film'],
    weights: { audio: 4, split: 2, chunks: 80, film: 10 },
  },
  /** One range of a recording: transcript, translation and subtitles of its own. */
  processChunk: {
    ...limits,
    input: z
      .strictObject({
        ...sourceFields,
        startSeconds: Seconds,
        endSeconds: Seconds,
        /** Which of how many, for people to read: 1 for the first. */
        chunkNumber: z.int().positive().default(1),
        totalChunks: z.int().positive().default(1),
      })
      .refine(isRange, rangeFault),
    output: z.object({
      /** A `Transcript` as JSON. */
      transcript: FileKey,
      /** A `Vocabulary` as JSON, unless it was skipped or the language has no analyser. */
      vocabulary: FileKey.optional(),
      segments: z.int(),
      words: z.int(),
      /** 0 of a worker from before there was one. */
      vocabularyCount: z.int().default(0),
      warnings: z.array(Warning),
    }),
    large: largeRecordingFields,
    // Not the translator: what is transcribed already waits for it where it is called, and most chunks need none.
    engines: ['transcriber'],
    steps: ['audio', 'transcribe', 'translate', 'vocabulary', 'write'],
    weights: { transcribe: 10, translate: 2 },
  },
  /** Texts with any other fields, each answered with its translation. */
  translateSegments: {
    ...languageLimits,
    input: z.strictObject({
      segments: z.array(z.looseObject({ text: z.string().max(5_000) })).max(100_000),
      sourceLanguage: Language,
      targetLanguage: Language,
      ...translationOptions,
    }),
    output: z.object({
      segments: z.array(z.looseObject({ text: z.string(), translation: z.string() })),
      translator: EngineLabel,
    }),
    engines: ['translator'],
    large: ['segments', 'glossary', 'memory'],
    steps: ['translate'],
  },
  /** Expressions worth learning: each as a clip in its context with a slide before it, all as one film. */
  processContent: {
    ...contentLimits,
    input: z
      .strictObject({
        ...recordingFields,
        /** Only expressions of these levels. */
        levels: z.array(CefrLevel).min(1).max(6).default(['B1', 'B2', 'C1', 'C2']),
        maxExpressions: z.int().min(1).max(50).default(10),
        /** What is played around the sentence, before and after it. */
        contextSeconds: z.number().min(0).max(30).default(2),
      })
      .refine(isRange, rangeFault),
    output: z.object({
      expressions: z.array(
        z.object({
          expression: z.string(),
          translation: z.string().optional(),
          /** Of its chapter in the reel, slide and clip. */
          startSeconds: z.number(),
          endSeconds: z.number(),
        }),
      ),
      /** Of the reel; 0 where nothing was worth learning, and there is none. */
      durationSeconds: z.number(),
      language: Language,
      warnings: z.array(Warning),
    }),
    large: largeRecordingFields,
    steps: ['probe', 'audio', 'split', 'chunks', 'choose', 'clips', 'reel'],
    weights: { audio: 4, split: 2, chunks: 60, clips: 25, reel: 10 },
  },
});
