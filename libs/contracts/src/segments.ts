import { z } from 'zod';

/** A word with its time in the recording. Seconds from the start of the file; confidence 0 to 1. */
export const TimedWord = z.object({
  text: z.string(),
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
  confidence: z.number().min(0).max(1).optional(),
});
export type TimedWord = z.output<typeof TimedWord>;

/** One utterance. A cue of the subtitles is made from one segment. */
export const Segment = z.object({
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
  text: z.string(),
  words: z.array(TimedWord),
  /** How sure the transcriber is, 0 to 1, where it says so. */
  confidence: z.number().min(0).max(1).optional(),
  translation: z.string().optional(),
  /** Name of the engine that translated it, or where else the translation comes from. */
  translatedBy: z.string().optional(),
  /** Share (0 to 1) of words that the translator did not know. */
  unknownWordShare: z.number().min(0).max(1).optional(),
});
export type Segment = z.output<typeof Segment>;

export const Quality = z.enum(['draft', 'good']);

/** Which engine made a text, and how far to trust it. Another `version` may have made another text. */
export const EngineLabel = z.object({ engine: z.string(), version: z.string().optional(), quality: Quality });
export type EngineLabel = z.output<typeof EngineLabel>;

export const Transcript = z.object({
  language: z.string(),
  targetLanguage: z.string().optional(),
  transcriber: EngineLabel,
  translator: EngineLabel.optional(),
  segments: z.array(Segment),
});
export type Transcript = z.output<typeof Transcript>;
