import { z } from 'zod';
import { Language } from './languages.js';
import { translationOptions } from './translation.js';

/** Of a recording: longer ones are refused. */
export const Seconds = z
  .number()
  .nonnegative()
  .max(4 * 3600);

/** A line that a person has put right. */
export const LineEdit = z.strictObject({
  /** Of the segment as it was transcribed. */
  startSeconds: Seconds,
  text: z.string().min(1).max(2_000).optional(),
  translation: z.string().min(1).max(2_000).optional(),
});
export type LineEdit = z.output<typeof LineEdit>;

/** What every job on a recording, or on a part of one, may be told. */
export const sourceFields = {
  uploadId: z.uuid(),
  /** Language spoken; where nothing is said it is identified. */
  language: Language.optional(),
  targetLanguage: Language.optional(),
  /** Index of the audio track, first = 0. */
  audioTrack: z.int().nonnegative().max(15).default(0),
  ...translationOptions,
  /** Takes out hum, hiss and rumble before anything listens. */
  cleanAudio: z.boolean().default(false),
  skip: z
    .array(z.enum(['translate', 'vocabulary', 'quality']))
    .max(3)
    .default([]),
  /** Only what depends on an edited line is made again. */
  edits: z.array(LineEdit).max(10_000).default([]),
};
export type SourceInput = z.output<z.ZodObject<typeof sourceFields>>;

/** What every job on a whole recording, or on a range of it, may be told. */
export const recordingFields = {
  ...sourceFields,
  startSeconds: Seconds.default(0),
  endSeconds: Seconds.optional(),
  /** Aim for the length of a chunk; cuts fall in silence. */
  chunkSeconds: z.number().min(5).max(600).default(60),
};
export type RecordingInput = z.output<z.ZodObject<typeof recordingFields>>;

export const largeRecordingFields = ['glossary', 'memory', 'edits'] as const;

export const isRange = ({ startSeconds = 0, endSeconds }: { startSeconds?: number; endSeconds?: number | undefined }) =>
  endSeconds === undefined || endSeconds > startSeconds;
export const rangeFault = { message: 'endSeconds must lie after startSeconds', path: ['endSeconds'] };
