import type { TimedWord } from '@polyspool/contracts/segments';
import { breakLines } from './break-lines.js';

/** One picture of text. Whole milliseconds; `lines` are not empty. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
}

export interface TimedText {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** Where they are known, a text that needs several cues is cut at the times of its words. */
  readonly words?: readonly TimedWord[];
}

const linesPerCue = 2;

/** Cues in time order: none overlaps the next, none is empty in time or text. `texts` come in time order. */
export function subtitleCues(texts: readonly TimedText[]): Cue[] {
  const cues: Cue[] = [];
  for (const text of texts) {
    for (const { startSeconds, endSeconds, lines } of cut(text)) {
      const startMs = Math.max(toMs(startSeconds), cues.at(-1)?.endMs ?? 0);
      cues.push({ startMs, endMs: Math.max(toMs(endSeconds), startMs + 1), lines });
    }
  }
  return cues;
}

const toMs = (seconds: number) => Math.round(seconds * 1000);

/** A text longer than two lines becomes several cues, one after the other. */
function cut(text: TimedText) {
  const lines = breakLines(text.text);
  const boundaries = boundariesOf(text, lines);
  const parts = [];
  for (let first = 0; first < lines.length; first += linesPerCue) {
    const next = Math.min(first + linesPerCue, lines.length);
    const startSeconds = first === 0 ? text.startSeconds : boundaries[first]!.startSeconds;
    const endSeconds = next === lines.length ? text.endSeconds : boundaries[next]!.endOfBeforeSeconds;
    parts.push({ startSeconds, endSeconds, lines: lines.slice(first, next) });
  }
  return parts;
}

/** For each line, when it begins and when the line before it ends. */
function boundariesOf(text: TimedText, lines: readonly string[]) {
  const { words } = text;
  const tokenCounts = lines.map((line) => line.split(' ').length);
  const wordsFit = words !== undefined && words.length === sum(tokenCounts);
  const lengths = wordsFit ? tokenCounts : lines.map((line) => line.length);
  return lines.map((_, index) => {
    const before = sum(lengths.slice(0, index));
    if (wordsFit) {
      const word = words[before];
      const wordBefore = words[before - 1];
      return {
        startSeconds: word?.startSeconds ?? text.startSeconds,
        endOfBeforeSeconds: wordBefore?.endSeconds ?? text.startSeconds,
      };
    }
    const seconds = text.startSeconds + ((text.endSeconds - text.startSeconds) * before) / sum(lengths);
    return { startSeconds: seconds, endOfBeforeSeconds: seconds };
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
