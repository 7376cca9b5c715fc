import { readingLimits } from './reading-limits.js';
import { textLength } from './text-length.js';

/**
 * Lines as long as the language allows and of like length, broken between words. Only a word that is longer alone stays so.
 */
export function breakLines(text: string, language = 'und'): string[] {
  const { lineCharacters } = readingLimits(language);
  const pieces = piecesOf(text, language, lineCharacters);
  return evenLines(pieces, countLines(pieces, lineCharacters));
}

/** At most `count` parts of like length, cut between words; fewer where there are fewer words. */
export function splitEvenly(text: string, count: number, language: string): string[] {
  return evenLines(piecesOf(text, language, 0), count);
}

interface Piece {
  readonly text: string;
  readonly length: number;
  /** A space stands before it, unless it begins a line. */
  readonly spaced: boolean;
}

/** What would break a file or turn a line around: line ends, control characters, marks that embed or override a direction. */
const separators = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/u;
const writtenWithoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function piecesOf(text: string, language: string, longest: number): Piece[] {
  const tokens = text.split(separators).filter((token) => token !== '');
  return tokens.flatMap((token) => {
    const length = textLength(token, language);
    if (length <= longest || !writtenWithoutSpaces.test(token)) return [{ text: token, length, spaced: true }];
    return wordsOf(token).map((word, index) => ({
      text: word,
      length: textLength(word, language),
      spaced: index === 0,
    }));
  });
}

const words = new Intl.Segmenter('en', { granularity: 'word' });
/** Japanese particles and endings: they belong to what they follow. */
const singleHiragana = /^\p{Script=Hiragana}$/u;
const opening = /[\p{Ps}\p{Pi}]$/u;

/** Words of a script without spaces, with the punctuation that follows them and the brackets that open before them. */
function wordsOf(token: string) {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(token)) {
    const before = found.at(-1);
    const isOpening = opening.test(segment);
    const follows = (!isWordLike && !isOpening) || singleHiragana.test(segment);
    if (before !== undefined && (follows || opening.test(before))) found[found.length - 1] = before + segment;
    else found.push(segment);
  }
  return found;
}

function fill(pieces: readonly Piece[], width: number): string[] {
  const lines: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    const space = piece.spaced ? 1 : 0;
    if (lines.length > 0 && length + space + piece.length <= width) {
      lines[lines.length - 1] += (piece.spaced ? ' ' : '') + piece.text;
      length += space + piece.length;
    } else {
      lines.push(piece.text);
      length = piece.length;
    }
  }
  return lines;
}

function countLines(pieces: readonly Piece[], width: number) {
  let lines = 0;
  let length = Infinity;
  for (const piece of pieces) {
    const longer = length + (piece.spaced ? 1 : 0) + piece.length;
    if (longer > width) lines++;
    length = longer > width ? piece.length : longer;
  }
  return lines;
}

/** At most so many lines, as narrow as they can be: two even lines are read faster than a long and a short one. */
function evenLines(pieces: readonly Piece[], count: number) {
  const total = pieces.reduce((sum, { length, spaced }) => sum + length + (spaced ? 1 : 0), 0);
  if (count <= 1) return fill(pieces, total);
  let narrow = Math.floor(total / count) - 1;
  let wide = Math.ceil(total);
  while (wide - narrow > 1) {
    const width = Math.floor((wide + narrow) / 2);
    if (countLines(pieces, width) <= count) wide = width;
    else narrow = width;
  }
  return fill(pieces, wide);
}
