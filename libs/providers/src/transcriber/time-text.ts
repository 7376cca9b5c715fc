import type { Language } from '@polyspool/contracts/languages';
import type { TimedWord } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { textUnits } from '../text-units.js';

/** What an engine says of a word or a part of one. Its text need not be that of the transcript to the letter. */
export interface TimedPiece extends TimeRange {
  readonly text: string;
  readonly confidence?: number;
}

export interface UntimedText {
  readonly text: string;
  readonly language: Language;
  /** When it was said. */
  readonly within: TimeRange;
}

/** A piece with its place among the letters of the text. */
interface Anchor extends TimeRange {
  readonly from: number;
  readonly to: number;
  readonly confidence?: number;
}

/**
 * The words of a text with their times: where the engine's pieces have the same letters, theirs; between them in proportion
 * to the letters. Engines leave out punctuation, cut words into tokens and letters into bytes: here nothing of the text is lost.
 */
export function timeText({ text, language, within }: UntimedText, pieces: readonly TimedPiece[]): TimedWord[] {
  const units = textUnits(text, language);
  const letters = units.map(lettersOf);
  const anchors = anchorsOf(letters.join(''), pieces, within);
  const total = letters.reduce((sum, unit) => sum + unit.length, 0);
  let reached = within.startSeconds;
  let from = 0;
  return units.map((unit, i) => {
    const to = from + letters[i]!.length; // as long as units
    const tell = (place: number, as: 'start' | 'end') =>
      to > from ? clamp(toMs(timeAt(anchors, { place, total, within }, as)), reached, within.endSeconds) : reached;
    const startSeconds = tell(from, 'start');
    reached = startSeconds;
    const endSeconds = tell(to, 'end');
    reached = endSeconds;
    const confidence = confidenceOf(anchors, from, to);
    from = to;
    return { text: unit, startSeconds, endSeconds, ...(confidence === undefined ? {} : { confidence }) };
  });
}

const toMs = (seconds: number) => Math.round(seconds * 1000) / 1000;

const lettersOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** How far behind the last piece the next one may be found, beside what was not found between them. */
const slackLetters = 12;

function anchorsOf(letters: string, pieces: readonly TimedPiece[], within: TimeRange): Anchor[] {
  const anchors: Anchor[] = [];
  let reachedSeconds = within.startSeconds;
  let reached = 0;
  let missed = 0;
  for (const { text, confidence, ...time } of [...pieces].sort((a, b) => a.startSeconds - b.startSeconds)) {
    const key = lettersOf(text);
    if (!key) continue;
    const from = letters.slice(0, reached + missed + slackLetters + key.length).indexOf(key, reached);
    if (from < 0) {
      missed += key.length;
      continue;
    }
    const startSeconds = clamp(time.startSeconds, reachedSeconds, within.endSeconds);
    const endSeconds = clamp(time.endSeconds, startSeconds, within.endSeconds);
    anchors.push({ from, to: from + key.length, startSeconds, endSeconds, confidence });
    [reached, reachedSeconds, missed] = [from + key.length, endSeconds, 0];
  }
  return anchors;
}

interface Place {
  readonly place: number;
  readonly total: number;
  readonly within: TimeRange;
}

/** A place at which one piece ends and the next begins is an end to what stands before it, and a start to what follows. */
function timeAt(anchors: readonly Anchor[], { place, total, within }: Place, as: 'start' | 'end') {
  const next = anchors.find(({ to }) => (as === 'start' ? place < to : place <= to));
  if (next && (as === 'start' ? place >= next.from : place > next.from)) {
    return between(place, [next.from, next.startSeconds], [next.to, next.endSeconds]);
  }
  const before = next ? anchors[anchors.indexOf(next) - 1] : anchors.at(-1);
  return between(
    place,
    before ? [before.to, before.endSeconds] : [0, within.startSeconds],
    next ? [next.from, next.startSeconds] : [total, within.endSeconds],
  );
}

function between(
  place: number,
  [from, fromSeconds]: readonly [number, number],
  [to, toSeconds]: readonly [number, number],
) {
  return to > from ? fromSeconds + ((toSeconds - fromSeconds) * (place - from)) / (to - from) : fromSeconds;
}

/** Mean over the letters whose pieces have one. */
function confidenceOf(anchors: readonly Anchor[], from: number, to: number) {
  let sum = 0;
  let letters = 0;
  for (const anchor of anchors) {
    const shared = Math.min(to, anchor.to) - Math.max(from, anchor.from);
    if (shared <= 0 || anchor.confidence === undefined) continue;
    sum += clamp(anchor.confidence, 0, 1) * shared;
    letters += shared;
  }
  return letters > 0 ? Math.min(1, sum / letters) : undefined;
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
