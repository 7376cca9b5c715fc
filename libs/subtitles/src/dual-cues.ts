import type { Segment } from '@polyspool/contracts/segments';
import { breakLines, splitEvenly } from './break-lines.js';
import { withBidiMarks } from './bidi-marks.js';
import { cutTimes } from './cut-times.js';
import { linesPerCue } from './reading-limits.js';
import { settleTimes } from './settle-times.js';
import { toMs, type TextCue } from './subtitle-cues.js';

export interface LanguagePair {
  readonly language: string;
  readonly targetLanguage: string;
}

/** What is spoken with its translation under it, at most two lines each. A long segment is cut in both at like places. */
export const dualCues = (segments: Iterable<Segment>, pair: LanguagePair): Generator<TextCue> =>
  settleTimes(rawCues(segments, pair), pair.language);

function* rawCues(segments: Iterable<Segment>, pair: LanguagePair): Generator<TextCue> {
  let source = 0;
  for (const segment of segments) {
    yield* cut(segment, pair, source);
    source++;
  }
}

function* cut(segment: Segment, { language, targetLanguage }: LanguagePair, source: number): Generator<TextCue> {
  const spoken = partsOf(segment.text, language);
  const translated = partsOf(segment.translation ?? '', targetLanguage);
  const count = Math.max(spoken.fewest, translated.fewest);
  if (count === 0) return;
  if (count === 1) {
    yield {
      startMs: toMs(segment.startSeconds),
      endMs: toMs(segment.endSeconds),
      lines: marked(spoken.lines, language),
      translatedLines: marked(translated.lines, targetLanguage),
      source,
    };
    return;
  }
  const above = spoken.split(count);
  const below = translated.split(count);
  const times = above.length >= below.length ? cutTimes(segment, above) : cutTimes({ ...segment, words: [] }, below); // the words are not those of the translation
  for (const [index, { startSeconds, endSeconds }] of times.entries()) {
    const lines = linesOf(stretched(above, index, times.length), language);
    const translatedLines = linesOf(stretched(below, index, times.length), targetLanguage);
    yield { startMs: toMs(startSeconds), endMs: toMs(endSeconds), lines, translatedLines, source };
  }
}

/** Lines of a text, how many pictures they need at least, and the text in as many parts or fewer. */
function partsOf(text: string, language: string) {
  const fits = (parts: readonly string[]) => parts.every((part) => breakLines(part, language).length <= linesPerCue);
  const lines = breakLines(text, language);
  const split = (count: number) => (lines.length === 0 ? [] : splitEvenly(text, count, language));
  let fewest = Math.ceil(lines.length / linesPerCue);
  // Parts of like length may each need a third line, as words are not cut.
  while (fewest > 1) {
    const parts = split(fewest);
    if (parts.length < fewest || fits(parts)) break;
    fewest++;
  }
  return { lines, fewest, split };
}

/** A text in fewer parts than the other stands longer. */
const stretched = (parts: readonly string[], index: number, count: number) =>
  parts[Math.floor((index * parts.length) / count)] ?? '';

const linesOf = (text: string, language: string) => marked(breakLines(text, language), language);
const marked = (lines: readonly string[], language: string) => lines.map((line) => withBidiMarks(line, language));
