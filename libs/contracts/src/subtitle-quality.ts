import { z } from 'zod';
import { Language } from './languages.js';

/** What is looked at, line by line. */
export const QualityCheck = z.enum([
  'readingSpeed',
  'lineLength',
  'overlap',
  'gap',
  'tooShort',
  'tooLong',
  'lowConfidence',
  'repeat',
  'silentStart',
]);
export type QualityCheck = z.output<typeof QualityCheck>;

export const QualityUnit = z.enum(['characters/s', 'characters', 'seconds', 'confidence', 'repeats']);
export type QualityUnit = z.output<typeof QualityUnit>;

/** Which values of a check are passed, and who says so. */
export const QualityRule = z.object({
  check: QualityCheck,
  /** Language of the subtitles that it holds for. */
  language: Language,
  /** `max`: more than the threshold is a finding; `min`: less. */
  bound: z.enum(['min', 'max']),
  threshold: z.number(),
  unit: QualityUnit,
  source: z.string(),
});
export type QualityRule = z.output<typeof QualityRule>;

export const QualityFinding = z.object({
  check: QualityCheck,
  /** Language of the subtitles in which it is seen. */
  language: Language,
  /** Of the segment, as in the transcript: an edit names it by this time. */
  segmentStartSeconds: z.number().nonnegative(),
  /** Of the line as it is shown: a long segment is shown as several. */
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
  /** What was measured, in the unit of the rule. */
  value: z.number(),
});
export type QualityFinding = z.output<typeof QualityFinding>;

/** How the subtitles of one language read. */
export const TrackQuality = z.object({
  language: Language,
  /** Pictures of text. */
  cues: z.int().nonnegative(),
  cuesWithFindings: z.int().nonnegative(),
  /** Of cues; missing where there are none. */
  medianCharactersPerSecond: z.number().nonnegative().optional(),
  /** Nineteen of twenty cues read slower than this. */
  p95CharactersPerSecond: z.number().nonnegative().optional(),
});
export type TrackQuality = z.output<typeof TrackQuality>;

export const QualitySummary = z.object({
  /** How many of a hundred cues pass every check; missing where there are no cues. */
  score: z.int().min(0).max(100).optional(),
  cues: z.int().nonnegative(),
  cuesWithFindings: z.int().nonnegative(),
  /** Findings by check. What is not named was not found. */
  findings: z.partialRecord(QualityCheck, z.int().positive()),
});
export type QualitySummary = z.output<typeof QualitySummary>;

/** Contents of `quality.json`: what reads badly in the subtitles, where, and by whose rule. */
export const SubtitleQuality = QualitySummary.extend({
  tracks: z.array(TrackQuality),
  rules: z.array(QualityRule),
  /** Checks that could not be made, and why. */
  unchecked: z.array(z.object({ check: QualityCheck, reason: z.string() })),
  /** In time order, of each check and language the first thousand; `findings` counts all. */
  examples: z.array(QualityFinding),
});
export type SubtitleQuality = z.output<typeof SubtitleQuality>;
