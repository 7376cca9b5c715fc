import { plainText } from '@polyspool/contracts/rich-text';
import type { BlockIr } from '../document/document.js';
import { isCjk } from './characters.js';

/** Whether the last sentence of a block goes on in another column or on another page. */
export function continues(block: BlockIr, next: BlockIr, isOnNextPage: boolean): boolean {
  if (block.skipReason || next.skipReason || next.role !== 'body') return false;
  if (block.isRightToLeft !== next.isRightToLeft || Math.abs(block.angleDegrees - next.angleDegrees) > 1) return false;
  if (Math.abs(block.sizePt - next.sizePt) > 0.06 * block.sizePt) return false;
  if (block.style.isBold !== next.style.isBold || block.style.isMono !== next.style.isMono) return false;
  // Within a column a paragraph has been found as one: only a new column or page breaks it.
  if (!isOnNextPage && next.box[3] < block.box[1] + 2 * block.sizePt) return false;
  return endsOpen(plainText(block.text)) && startsInside(plainText(next.text));
}

const endsOpen = (text: string) => text.length > 20 && !/[.!?:;。！？…؟۔][)\]"'”’»]*\s*$/u.test(text);

/** A capital may start a sentence, or a name. */
function startsInside(text: string) {
  const [first = ''] = text;
  return /^[\p{Ll}\p{Lo}("“«\ufffc]/u.test(first) || isCjk(first);
}
