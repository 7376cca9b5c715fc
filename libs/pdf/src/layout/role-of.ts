import { plainText } from '@polyspool/contracts/rich-text';
import type { BlockRole } from '../document/document.js';
import { isBulletSign, itemMark } from './characters.js';
import { isCode } from './is-code.js';
import type { Draft } from './draft-of.js';
import { hasBullet } from './paragraphs.js';
import type { PageFacts } from './page-facts.js';

/** What a block is on its page; what stands above all others decides first. */
export function roleOf(draft: Draft, facts: PageFacts): BlockRole {
  const text = plainText(draft.text).trim();
  if (draft.skipReason === 'formula') return 'formula';
  if (draft.paragraph.lines.some(({ isContents }) => isContents)) return 'contents';
  const margin = marginRole(draft, facts);
  if (margin) return margin;
  if (isCode(draft, facts)) return 'code';
  if (caption.test(text)) return 'caption';
  if (isFootnote(draft, facts, text)) return 'footnote';
  if (/^\[[\w+]{1,8}\]\s/.test(text) && /\b(19|20)\d\d\b/.test(text)) return 'reference';
  if (isListItem(draft, facts, text)) return 'listItem';
  if (isCell(draft)) return 'tableCell';
  if (isHeading(draft, facts, text)) return 'heading';
  return isLabel(draft, facts, text) ? 'label' : 'body';
}

const caption =
  /^(fig(ure|ura|\.)?|abb(ildung|\.)?|tab(le|elle|leau|la|ela|\.)|рис(унок|\.)|табл(ица|\.)|scheme|listing|algorithm|chart|图|圖|図|表|شكل|جدول)\s*[\dA-Z一-十]{1,4}([.:\-–—\s]|$)/iu;

/** Alone at the edge of the page. */
function marginRole({ paragraph, firstBaseline, lastBaseline, sizePt, angleDegrees }: Draft, facts: PageFacts) {
  if (
    paragraph.cluster.lines.length > 3 ||
    sizePt > 1.15 * facts.bodySizePt ||
    angleDegrees !== facts.angleDegrees ||
    facts.blocks < 4
  )
    return undefined;
  const [, bottom, , top] = facts.view;
  const edge = 0.075 * (top - bottom);
  if (firstBaseline > top - edge && lastBaseline > facts.secondBaseline + 1.4 * sizePt) return 'header';
  if (lastBaseline < bottom + edge && firstBaseline < facts.lastBaselineButOne - 1.4 * sizePt) return 'footer';
  return undefined;
}

/** Small, low on the page, and with a mark that something above it refers to. */
function isFootnote({ sizePt, firstBaseline, text, lines }: Draft, { bodySizePt, view }: PageFacts, words: string) {
  if (sizePt > 0.93 * bodySizePt || firstBaseline > view[1] + 0.45 * (view[3] - view[1])) return false;
  const [first] = text;
  const startsWithMark = first !== undefined && 'formula' in first && words.length > 8;
  return startsWithMark || (/^(\d{1,3}|[*†‡§¶])\s?\p{L}/u.test(words) && lines.length > 0);
}

function isListItem({ paragraph: { lines } }: Draft, { frameOf }: PageFacts, text: string) {
  const [first] = lines;
  if (!first) return false;
  return isBulletSign(text) || itemMark.test(text) || hasBullet(frameOf(first), first);
}

/** Short, or beside something that is; columns of running text are neither. */
function isCell({ paragraph: { lines } }: Draft) {
  const beside = lines.flatMap(({ neighbours }) => neighbours);
  if (!beside.length || lines.length > 4) return false;
  const isShort = lines.length === 1 && (lines[0]?.text.length ?? 0) < 60;
  return isShort || beside.some(({ text }) => text.length < 20);
}

function isHeading({ lines, sizePt, style, skipReason }: Draft, { bodySizePt, isBodyBold }: PageFacts, text: string) {
  if (lines.length > 3 || skipReason || text.length > 200) return false;
  if (sizePt > 1.15 * bodySizePt) return true;
  return style.isBold && !isBodyBold && sizePt > 0.9 * bodySizePt && !/[.,;]$/.test(text);
}

/** A word or two beside running text or on a drawing. */
const isLabel = ({ paragraph: { cluster }, angleDegrees }: Draft, facts: PageFacts, text: string) =>
  angleDegrees !== facts.angleDegrees || (cluster.lines.length <= 2 && text.length < 25 && !/[.!?]$/.test(text));
