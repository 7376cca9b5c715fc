import type { RichText } from '@polyspool/contracts/rich-text';
import { isText, textPiece, tidied } from './rich-text-pieces.js';

const endsInWord = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+$/u;
const beginsInWord = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+/u;

/**
 * Of a word of which only a part looks different (an initial, small capitals) nothing can be found again in another language:
 * the word looks as most of it does. White space at the ends of a span is none of it.
 */
export function wholeWords(text: RichText): RichText {
  const pieces = tidied(text).map((piece) => ({ ...piece }));
  for (let index = 1; index < pieces.length; index++) {
    const [before, after] = [pieces[index - 1]!, pieces[index]!];
    if (!isText(before) || !isText(after)) continue;
    const [tail = '', head = ''] = [endsInWord.exec(before.text)?.[0], beginsInWord.exec(after.text)?.[0]];
    if (tail === '' || head === '') continue;
    const takesHead = tail.length >= head.length;
    before.text = takesHead ? before.text + head : before.text.slice(0, -tail.length);
    after.text = takesHead ? after.text.slice(head.length) : tail + after.text;
    // What has nothing left lets its neighbours meet.
    if (before.text === '') pieces.splice(index - 1, 1);
    else if (after.text === '') pieces.splice(index, 1);
    else continue;
    index = Math.max(0, index - 2);
  }
  return tidied(tidied(pieces).flatMap(spacesOutside));
}

function spacesOutside(piece: RichText[number]): RichText {
  if (!isText(piece) || piece.span === undefined) return [piece];
  const { text, span } = piece;
  const inner = text.trim();
  if (inner === '') return [textPiece(text)];
  const at = text.indexOf(inner);
  return [textPiece(text.slice(0, at)), textPiece(inner, span), textPiece(text.slice(at + inner.length))];
}
