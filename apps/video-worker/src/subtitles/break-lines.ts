const maxLength = 42;

/** Lines of at most 42 characters and of like length, broken between words. Only a word that is longer alone stays so. */
export function breakLines(text: string): string[] {
  const pieces = piecesOf(text);
  const fewest = fill(pieces, maxLength);
  return narrowest(pieces, fewest);
}

interface Piece {
  readonly text: string;
  readonly length: number;
  /** A space stands before it, unless it begins a line. */
  readonly spaced: boolean;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });
const writtenWithoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const lengthOf = (text: string) => [...graphemes.segment(text)].length;

function piecesOf(text: string): Piece[] {
  const tokens = text.split(/[\s\p{Cc}]+/u).filter((token) => token !== '');
  return tokens.flatMap((token) => {
    const length = lengthOf(token);
    if (length <= maxLength || !writtenWithoutSpaces.test(token)) return [{ text: token, length, spaced: true }];
    return wordsOf(token).map((word, index) => ({ text: word, length: lengthOf(word), spaced: index === 0 }));
  });
}

/** Words of a script without spaces, each with the punctuation that follows it. */
function wordsOf(token: string) {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(token)) {
    if (isWordLike || found.length === 0) found.push(segment);
    else found.push(`${found.pop() ?? ''}${segment}`);
  }
  return found;
}

function fill(pieces: readonly Piece[], width: number): string[] {
  const lines: { text: string; length: number }[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    const space = piece.spaced ? ' ' : '';
    if (line && line.length + space.length + piece.length <= width) {
      line.text += space + piece.text;
      line.length += space.length + piece.length;
    } else {
      lines.push({ text: piece.text, length: piece.length });
    }
  }
  return lines.map((line) => line.text);
}

/** The same number of lines, as narrow as they can be: two even lines are read faster than a long and a short one. */
function narrowest(pieces: readonly Piece[], fewest: string[]) {
  let best = fewest;
  for (let width = maxLength - 1; width > 0; width--) {
    const lines = fill(pieces, width);
    if (lines.length > fewest.length) break;
    best = lines;
  }
  return best;
}
