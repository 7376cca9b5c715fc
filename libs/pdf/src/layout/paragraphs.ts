import type { Alignment } from '../document/document.js';
import { endsHyphenated, hasLetter, isBulletSign, itemMark } from './characters.js';
import type { Cluster } from './clusters.js';
import { isMark } from './formula-tokens.js';
import type { Frame } from './frame.js';
import { endsInBlank } from './ends-in-blank.js';
import { goesOnWith } from './split-leaders.js';
import { areRowsOfData } from './rows-of-data.js';
import { isNumeric } from './lines.js';
import { median } from './median.js';
import type { PagePart } from './page-part.js';
import { isMarked, isRowMark, isRowNumber } from './row-marks.js';
import { sidesOf, type Sides } from './sides.js';
import { isSpace, type WorkingLine } from './working-line.js';

/** Lines that are one paragraph, item, cell or label. */
export interface Paragraph {
  readonly lines: readonly WorkingLine[];
  readonly cluster: Cluster;
  readonly alignment: Alignment;
}

export function paragraphsOf({ frame, lines: onPage }: PagePart, cluster: Cluster): Paragraph[] {
  const sides = sidesOf(cluster);
  const alignment = alignmentOf(cluster, sides);
  const paragraphs: WorkingLine[][] = [];
  cluster.lines.forEach((line, at) => {
    const current = paragraphs.at(-1);
    const above = cluster.lines[at - 1];
    if (!current || !above) return void paragraphs.push([line]);
    const turn = { frame, onPage, cluster, sides, alignment, current, above, line, below: cluster.lines[at + 1] };
    if (startsParagraph(turn)) paragraphs.push([line]);
    else current.push(line);
  });
  return paragraphs.map((lines) => ({ lines, cluster, alignment: sides.physical(alignment) }));
}

/** From one line to the next. `left` and `right` are where lines start and end, whichever way they are read. */
interface Turn {
  readonly frame: Frame;
  /** Of the page. */
  readonly onPage: readonly WorkingLine[];
  readonly cluster: Cluster;
  readonly sides: Sides;
  readonly alignment: Alignment;
  readonly current: readonly WorkingLine[];
  readonly above: WorkingLine;
  readonly line: WorkingLine;
  readonly below: WorkingLine | undefined;
}

function alignmentOf({ lines }: Cluster, { start, end, from, to }: Sides): Alignment {
  const count = lines.length;
  if (count < 2) return 'left';
  const em = median(lines.map(({ sizePt }) => sizePt));
  const atStart = lines.filter((line) => start(line) - from < 0.4 * em).length;
  const atEnd = lines.filter((line) => to - end(line) < 0.4 * em).length;
  const inTheMiddle = lines.filter((line) => Math.abs(start(line) + end(line) - from - to) < 1.2 * em).length;
  const isFlush = atStart >= count - 1 && atEnd >= count - 1 && count > 2;
  if (inTheMiddle === count && atStart < count && atEnd < count && !isFlush) return 'center';
  if (atEnd === count && atStart < count * 0.6) return 'right';
  return isJustified(lines.map((line) => (to - end(line)) / em)) ? 'justify' : 'left';
}

/** Few lines may end near each other by chance; from the widest line, in ems. */
function isJustified(short: readonly number[]) {
  const count = short.length;
  const near = count > 4 ? 0.4 : 0.12;
  return count >= 3 && short.filter((ems) => ems < near).length >= Math.max(2, (count - 1) * 0.6);
}

function startsParagraph(turn: Turn) {
  const { above, line, cluster } = turn;
  if (isLeader(above.text) || isLeader(line.text) || above.isContents || line.isContents) return true;
  if (hasBlank(above) || hasBlank(line) || above.text === line.text) return true;
  if (endsInBlank(turn.frame, turn.onPage, above) && !goesOnWith(line.text)) return true;
  if (areRowsOfATable(turn) || startsEntry(turn) || endsTitle(turn)) return true;
  if (above.isMono && line.isMono && !(isProse(above.text) && isProse(line.text))) return true;
  if (above.baseline - line.baseline > 1.3 * cluster.leadingPt) return true;
  const isHyphenated = endsHyphenated(above.text);
  if (!isHyphenated && hasBullet(turn.frame, line)) {
    if (hasBullet(turn.frame, above) || /[.;:!?]$/.test(above.text)) return true;
  }
  if (!isHyphenated && (hadRoomForNextWord(turn) || hadRoomInCell(turn))) return true;
  return (turn.alignment === 'left' || turn.alignment === 'justify') && (isIndented(turn) || isNextItem(turn));
}

/** Dots, and the number that they lead to. */
const isLeader = (text: string) => /^[.·…][.·…\s]*[\divxlc\s.·–-]*$/i.test(text);

/** To be filled in, behind it. */
const hasBlank = ({ neighbours, x, endX, sizePt }: WorkingLine) =>
  neighbours.some((other) => /^_{4}/.test(other.text) && other.x > x && other.x - endX < sizePt);

/** Numbers beside both: rows, where each would go on into the next otherwise. */
function areRowsOfATable({ above, line, cluster }: Turn) {
  const isWide = cluster.endX - cluster.x > 25 * line.sizePt;
  if (!isWide && areRowsOfData(above, line)) return true;
  if (!above.neighbours.some(numbersRow) || !line.neighbours.some(numbersRow)) return false;
  return !isWide || (isMarked(above, numbersRow) && isMarked(line, numbersRow));
}

const numbersRow = (line: WorkingLine) => isNumeric(line) || isRowNumber(line);

/** A title and what stands under it. In cells, long words of one name may be smaller. */
function endsTitle({ alignment, above, line }: Turn) {
  if (alignment !== 'center' || line.sizePt > 0.95 * above.sizePt) return false;
  return (!above.neighbours.length && !line.neighbours.length) || isItalic(above) !== isItalic(line);
}

const isItalic = ({ glyphs }: WorkingLine) => glyphs.every(({ glyph }) => glyph.show.font.isItalic);

/** Before it, too far away to be a part of it. */
export const hasBullet = (frame: Frame, line: WorkingLine) =>
  hasDrawnBullet(frame, line) ||
  line.neighbours.some(
    ({ text, x, endX }) =>
      endX < line.x && line.x - x < 4 * line.sizePt && (isBulletSign(text) || itemMark.test(text)) && text.length < 5,
  );

const hasDrawnBullet = (frame: Frame, { x, baseline, sizePt }: WorkingLine) =>
  frame.marks.some(
    ([left, bottom, right, top]) =>
      right <= x + 0.2 * sizePt &&
      x - right < 1.8 * sizePt &&
      bottom < baseline + 0.7 * sizePt &&
      top > baseline - 0.1 * sizePt &&
      top - bottom < 1.2 * sizePt &&
      right - left < 1.5 * sizePt,
  );

/** What begins like the entry before it: with its own mark, arrow or label. */
function startsEntry({ sides, current, above, line }: Turn) {
  const first = current[0] as WorkingLine;
  if (isRowLabel(sides, above) || hasLabel(sides, line)) return true;
  if (isRowMark(above) && isRowMark(line) && line.neighbours.length) return true;
  if (isMarked(line) && current.some((one) => isMarked(one)) && !/^\p{Ll}/u.test(line.text)) return true;
  if (isRowLabel(sides, line) && !isInSentence(above)) return true;
  if (label.test(first.text) && label.test(line.text)) return true;
  if (/[.!?:]$/.test(above.text) && hasAnswer(sides, above) && hasAnswer(sides, line)) return true;
  if (/^[⇒⇔⟹⟺]/u.test(line.text)) return true;
  return startsWithMark(first) && startsWithMark(line) && !endsHyphenated(above.text);
}

/** `E-mail: somebody@example.com` */
const label = /^[\p{L}-]{1,20}:(\s|$)/u;

/** It names what stands beside it. */
const isRowLabel = ({ start, end }: Sides, line: WorkingLine) =>
  /^.{1,40}:$/u.test(line.text) && line.neighbours.some((other) => start(other) > end(line));

/** No label is as long as that: a colon behind the next line ends its sentence. */
const isInSentence = ({ text }: WorkingLine) => text.length > 40 && !/[.!?:;]$/.test(text);

const hasLabel = ({ start, end }: Sides, line: WorkingLine) =>
  line.neighbours.some((other) => end(other) < start(line) && /^[\p{L}\s-]{1,20}:$/u.test(other.text));

/** A word or two in the next column, as in forms. */
const hasAnswer = ({ start, end }: Sides, line: WorkingLine) =>
  line.neighbours.some((other) => start(other) > end(line) && other.text.length < 16);

function startsWithMark({ tokens: [first] }: WorkingLine) {
  return first !== undefined && !isSpace(first) && isMark(first);
}

/** The strongest sign of all: nobody breaks a line before a word that still fits. */
function hadRoomForNextWord({ cluster, sides, alignment, above, line }: Turn) {
  const { start, end, from, to } = sides;
  const em = median(cluster.lines.map(({ sizePt }) => sizePt));
  const neededPt = 0.25 * em + line.firstWordPt;
  if (alignment === 'center') return end(above) - start(above) + neededPt < (to - from) * 0.88;
  if (alignment === 'right') return start(above) - from > neededPt + 0.6 * em;
  return end(above) + neededPt < to - 0.5 * em - (alignment === 'justify' ? 0 : 0.3 * em);
}

/** Cells under each other may all be a word or two long: then how wide their column is decides. */
function hadRoomInCell({ onPage, sides, above, line }: Turn) {
  const { start, end } = sides;
  const em = line.sizePt;
  if (!above.neighbours.length || !line.neighbours.length || above.text.split(' ').length > 3) return false;
  const next = above.neighbours.map(start).filter((at) => at >= end(above));
  const before = above.neighbours.map(start).filter((at) => at < start(above));
  const column = onPage.filter((other) => other.neighbours.length && Math.abs(start(other) - start(above)) < 1.5);
  // The last column may well be as wide as the one before it.
  const pitchPt = before.length ? start(above) - Math.max(...before) : 0;
  const reach = next.length ? Math.min(...next) - 0.5 * em : Math.max(...column.map(end), start(above) + pitchPt);
  return end(above) + 0.25 * em + line.firstWordPt < reach - 0.8 * em;
}

/** Of a typewriter, where no word is broken off: words, and nothing that programs are made of. */
const isProse = (text: string) => /\p{L}+ \p{L}+/u.test(text) && !/[{}();=<>/\\_$#|&%@[\]]|^\s{2}|\s{2,}/.test(text);

function isIndented({ sides: { start }, current, above, line, below }: Turn) {
  const stepPt = start(line) - start(above);
  if (Math.abs(stepPt) <= 0.7 * line.sizePt) return false;
  if (stepPt < 0) return current.length > 1;
  if (itemMark.test(above.text) || hangsFrom(above, line)) return false;
  const goesOnIndented = below && Math.abs(start(below) - start(line)) < 0.4 * line.sizePt;
  return !goesOnIndented || current.length > 1;
}

/** `▶ I ask for`: the next line starts where the words behind the sign do. */
function hangsFrom({ tokens, sizePt }: WorkingLine, line: WorkingLine) {
  const [sign, gap, first] = tokens;
  if (!sign || isSpace(sign) || !gap || !isSpace(gap) || !first || isSpace(first)) return false;
  return !hasLetter(sign.text) && !/\d/.test(sign.text) && Math.abs(first.x - line.x) < 0.4 * sizePt;
}

function isNextItem({ sides: { start }, current, above, line }: Turn) {
  const first = current[0] as WorkingLine;
  if (isBulletSign(line.text)) return true;
  if (/^\[\w{1,6}\]/.test(line.text) && /^\[\w{1,6}\]/.test(first.text)) return true;
  if (!itemMark.test(line.text) || !itemMark.test(first.text)) return false;
  return Math.abs(start(line) - start(first)) < 0.3 * line.sizePt && /[.;:!?)]$/.test(above.text);
}
