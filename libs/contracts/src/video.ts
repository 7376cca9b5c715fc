import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { FileKey } from './files.js';
import { Language } from './languages.js';

const Seconds = z
  .number()
  .nonnegative()
  .max(4 * 3600);

const Warning = z.object({ code: z.string(), detail: z.string() });

const source = {
  uploadId: z.uuid(),
  /** Language spoken. English where nothing is said. */
  language: Language.default('en'),
  targetLanguage: Language.optional(),
  /** Index of the audio track, first = 0. */
  audioTrack: z.int().nonnegative().max(15).default(0),
};

const ranges = { message: 'endSeconds must lie after startSeconds', path: ['endSeconds'] };
const isRange = ({ startSeconds = 0, endSeconds }: { startSeconds?: number; endSeconds?: number | undefined }) =>
  endSeconds === undefined || endSeconds > startSeconds;

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

export const videoJobs = defineJobs('video', {
  /** A whole recording: cut in silences, transcribed in parallel, translated, merged, written as subtitles. */
  process: {
    ...limits,
    input: z
      .strictObject({
        ...source,
        startSeconds: Seconds.default(0),
        endSeconds: Seconds.optional(),
        /** Aim for the length of a chunk; cuts fall in silence. */
        chunkSeconds: z.number().min(5).max(600).default(60),
      })
      .refine(isRange, ranges),
    output: z.object({
      durationSeconds: z.number(),
      chunks: z.int(),
      segments: z.int(),
      words: z.int(),
      language: Language,
      targetLanguage: Language.optional(),
      warnings: z.array(Warning),
    }),
    steps: ['probe', 'audio', 'split', 'chunks', 'merge', 'write'],
    weights: { audio: 4, split: 2, chunks: 90 },
  },
  /** One range of a recording: transcript, translation and subtitles of its own. */
  processChunk: {
    ...limits,
    input: z.strictObject({ ...source, startSeconds: Seconds, endSeconds: Seconds }).refine(isRange, ranges),
    output: z.object({
      /** A `Transcript` as JSON. */
      transcript: FileKey,
      segments: z.int(),
      words: z.int(),
      warnings: z.array(Warning),
    }),
    // Not the translator: what is transcribed already waits for it where it is called, and most chunks need none.
    engines: ['transcriber'],
    steps: ['audio', 'transcribe', 'translate', 'write'],
    weights: { transcribe: 10, translate: 2 },
  },
});
