import type { QualityCheck } from '@polyspool/contracts/subtitle-quality';
import type { TextCue } from './subtitle-cues.js';
import { textLength } from './text-length.js';

export interface Measured {
  readonly check: QualityCheck;
  readonly value: number;
}

export interface MeasuredCue {
  readonly cue: TextCue;
  readonly charactersPerSecond: number;
  readonly measures: readonly Measured[];
}

/** What can be told of cues as they are shown. */
export function* measureCues(cues: Iterable<TextCue>, language: string): Generator<MeasuredCue> {
  let endedMs: number | undefined;
  for (const cue of cues) {
    const lengths = cue.lines.map((line) => textLength(line, language));
    const seconds = (cue.endMs - cue.startMs) / 1000;
    const charactersPerSecond = lengths.reduce((sum, length) => sum + length, 0) / seconds;
    const measures: Measured[] = [
      { check: 'readingSpeed', value: charactersPerSecond },
      { check: 'lineLength', value: Math.max(0, ...lengths) },
      { check: 'tooShort', value: seconds },
      { check: 'tooLong', value: seconds },
    ];
    if (endedMs !== undefined) measures.push({ check: 'gap', value: (cue.startMs - endedMs) / 1000 });
    endedMs = cue.endMs;
    yield { cue, charactersPerSecond, measures };
  }
}
