import type { QualityCheck, QualityRule } from '@polyspool/contracts/subtitle-quality';
import { leastCueSeconds, leastGapSeconds, longestCueSeconds, readingLimits } from './reading-limits.js';

export type Rules = ReadonlyMap<QualityCheck, QualityRule>;

const general = 'Netflix Timed Text Style Guide: General Requirements';
const bbc = 'BBC Subtitle Guidelines: match subtitle to pace of speaking';
const own = 'Polyspool';

/** What the cues of one language are measured by. Frames are those of a film where the picture is not known. */
export function cueRules(language: string, framesPerSecond?: number): Rules {
  const { charactersPerSecond, lineCharacters, source } = readingLimits(language);
  // Two frames of a slide show are no measure.
  const gapSeconds = framesPerSecond ? Math.min(2 / framesPerSecond, leastGapSeconds) : leastGapSeconds;
  return byCheck([
    max('readingSpeed', { language, threshold: charactersPerSecond, unit: 'characters/s', source }),
    max('lineLength', { language, threshold: lineCharacters, unit: 'characters', source }),
    min('gap', { language, threshold: gapSeconds, unit: 'seconds', source: `${general}, two frames` }),
    min('tooShort', { language, threshold: leastCueSeconds, unit: 'seconds', source: general }),
    max('tooLong', { language, threshold: longestCueSeconds, unit: 'seconds', source: general }),
  ]);
}

/** What the segments are measured by: they are in the language that is spoken. */
export const segmentRules = (language: string): Rules =>
  byCheck([
    max('overlap', { language, threshold: 0, unit: 'seconds', source: general }),
    min('lowConfidence', {
      language,
      threshold: 0.5,
      unit: 'confidence',
      source: `${own}: below this, more words are wrong than right`,
    }),
    max('repeat', {
      language,
      threshold: 0,
      unit: 'repeats',
      source: `${own}: engines that hear nothing say the same line again and again`,
    }),
    max('silentStart', { language, threshold: 1.5, unit: 'seconds', source: bbc }),
  ]);

type Measure = Pick<QualityRule, 'language' | 'threshold' | 'unit' | 'source'>;
const max = (check: QualityCheck, measure: Measure): QualityRule => ({ check, bound: 'max', ...measure });
const min = (check: QualityCheck, measure: Measure): QualityRule => ({ check, bound: 'min', ...measure });
const byCheck = (rules: readonly QualityRule[]): Rules => new Map(rules.map((rule) => [rule.check, rule]));

/** Sums of floats are never quite what they should be. */
const tolerance = 1e-6;

export const isBroken = ({ bound, threshold }: QualityRule, value: number) =>
  bound === 'max' ? value > threshold + tolerance : value < threshold - tolerance;
