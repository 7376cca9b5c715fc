import type { RichText } from '@polyspool/contracts/rich-text';

export type Piece = RichText[number];
type TextPiece = Extract<Piece, { text: string }>;

export const isText = (piece: Piece): piece is TextPiece => 'text' in piece;

/** In `plainText` a formula is one character. */
const lengthOf = (piece: Piece) => (isText(piece) ? piece.text.length : 1);

export const textLength = (text: RichText) => text.reduce((sum, piece) => sum + lengthOf(piece), 0);

export const textPiece = (text: string, span?: number): Piece => ({ text, ...(span !== undefined && { span }) });

/** Pieces that look the same are one, and none is empty. */
export function tidied(text: RichText): RichText {
  const pieces: Piece[] = [];
  for (const piece of text) {
    const last = pieces.at(-1);
    if (isText(piece) && piece.text === '') continue;
    if (last && isText(last) && isText(piece) && last.span === piece.span)
      pieces[pieces.length - 1] = textPiece(last.text + piece.text, piece.span);
    else pieces.push(piece);
  }
  return pieces;
}

/** Without white space at its ends. */
export function trimmed(text: RichText): RichText {
  const pieces = [...tidied(text)];
  for (let first = pieces[0]; first && isText(first) && first.text !== first.text.trimStart(); first = pieces[0])
    pieces.splice(0, 1, ...tidied([textPiece(first.text.trimStart(), first.span)]));
  for (let last = pieces.at(-1); last && isText(last) && last.text !== last.text.trimEnd(); last = pieces.at(-1))
    pieces.splice(-1, 1, ...tidied([textPiece(last.text.trimEnd(), last.span)]));
  return pieces;
}

/** What stands between two places of `plainText`. */
export function sliced(text: RichText, from: number, to = Infinity): RichText {
  let at = 0;
  return tidied(
    text.flatMap((piece) => {
      const [start, end] = [at, (at += lengthOf(piece))];
      if (!isText(piece)) return start >= from && end <= to ? [piece] : [];
      return [textPiece(piece.text.slice(Math.max(0, from - start), Math.max(0, to - start)), piece.span)];
    }),
  );
}

/** White space between two parts of a span is the span's, too. */
export function spacesInside(text: RichText): RichText {
  return tidied(
    text.map((piece, index) => {
      const [before, after] = [text[index - 1], text[index + 1]];
      if (!isText(piece) || piece.text.trim() !== '' || !before || !after) return piece;
      if (!isText(before) || !isText(after) || before.span !== after.span) return piece;
      return textPiece(piece.text, before.span);
    }),
  );
}

/** With other numbers for spans and formulas; a span that has none any more is ordinary text. */
export function renumbered(
  text: RichText,
  numbers: { span: (id: number) => number | undefined; formula: (id: number) => number },
): RichText {
  return text.map((piece) => {
    if (!isText(piece)) return { formula: numbers.formula(piece.formula) };
    return textPiece(piece.text, piece.span === undefined ? undefined : numbers.span(piece.span));
  });
}

export const spansOf = (text: RichText) =>
  new Set(text.flatMap((piece) => (isText(piece) && piece.span !== undefined ? [piece.span] : [])));
