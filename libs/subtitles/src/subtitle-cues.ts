import type { TimedWord } from '@polyspool/contracts/segments';
import { breakLines } from './break-lines.js';
import { withBidiMarks } from './bidi-marks.js';
import { cutTimes } from './cut-times.js';
import { linesPerCue } from './reading-limits.js';
import { settleTimes } from './settle-times.js';

/** One picture of text. Whole milliseconds; there is at least one line. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  /** Shown under the lines, in the other language. */
  readonly translatedLines?: readonly string[];
}

/** A cue that knows which of the texts it shows, first = 0. */
export interface TextCue extends Cue {
  readonly source: number;
}

export interface TimedText {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** Where they are known, a text that needs several cues is cut at the times of its words. */
  readonly words?: readonly TimedWord[];
}

/** Cues in time order: none overlaps the next, none is empty in time or text. `texts` come in time order. */
export const subtitleCues = (texts: Iterable<TimedText>, language = 'und'): TextCue[] => [...cuesOf(texts, language)];

/** One after the other, so that a very long transcript can be written with pauses. */
export const cuesOf = (texts: Iterable<TimedText>, language: string): Generator<TextCue> =>
  settleTimes(rawCues(texts, language), language);

function* rawCues(texts: Iterable<TimedText>, language: string): Generator<TextCue> {
  let source = 0;
  for (const text of texts) {
    yield* cut(text, { language, source });
    source++;
  }
}

/** A text longer than two lines becomes several cues, one after the other. */
function* cut(text: TimedText, { language, source }: { language: string; source: number }): Generator<TextCue> {
  const lines = breakLines(text.text, language);
  const groups: string[][] = [];
  for (let first = 0; first < lines.length; first += linesPerCue) groups.push(lines.slice(first, first + linesPerCue));
  const times = cutTimes(
    text,
    groups.map((group) => group.join(' ')),
  );
  for (const [index, group] of groups.entries()) {
    const { startSeconds, endSeconds } = times[index]!; // one for each group
    const shown = group.map((line) => withBidiMarks(line, language));
    yield { startMs: toMs(startSeconds), endMs: toMs(endSeconds), lines: shown, source };
  }
}

export const toMs = (seconds: number) => Math.round(seconds * 1000);
