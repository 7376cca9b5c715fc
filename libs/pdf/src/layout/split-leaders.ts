import { hasLetter } from './characters.js';
import { isLong, leaderIn, type Leader } from './leaders.js';
import { isSpace, lineOfTokens, textIn, type Token, type WorkingLine } from './working-line.js';

/**
 * `Contents ..... 12`, `Name ______ Date ______`: titles and labels, and what must not be translated with them. Blanks in
 * sentences stay there. `goesOnBelow` is asked of the line as it is.
 */
export function splitLeaders(line: WorkingLine, goesOnBelow: () => boolean): WorkingLine[] {
  const { tokens } = line;
  const lastLetter = tokens.findLastIndex((token) => !isSpace(token) && hasLetter(token.text));
  const parts: WorkingLine[] = [];
  let from = 0;
  for (let leader = leaderIn(tokens, 0); leader; leader = leaderIn(tokens, leader.end)) {
    const around = { before: textBefore(tokens, from, leader), behind: textBehind(tokens, leader) };
    if (isInSentence(leader, around, goesOnBelow)) continue;
    const goesOn = lastLetter >= leader.end && !pageNumber.test(around.behind);
    if (!around.before && !goesOn) break;
    const before = withoutSpacesAround(tokens.slice(from, leader.start));
    from = goesOn ? leader.end : tokens.length;
    if (before.length) parts.push(lineOfTokens(before, line, !leader.isBlank));
    parts.push(leaderLine(line, withoutSpacesAround(tokens.slice(leader.start, from))));
    if (!goesOn) break;
  }
  if (!parts.length) return [line];
  const rest = withoutSpacesAround(tokens.slice(from));
  return rest.length ? [...parts, lineOfTokens(rest, line)] : parts;
}

interface Around {
  readonly before: string;
  readonly behind: string;
}

/** Longer texts are neither labels nor numbers of pages. */
const longest = 50;

const textBefore = (tokens: readonly Token[], from: number, { start }: Leader) =>
  textIn(tokens.slice(Math.max(from, start - longest), start)).trim();

const textBehind = (tokens: readonly Token[], { end }: Leader) => textIn(tokens.slice(end, end + longest)).trim();

/** `I, ____, agree to pay the sum of ____ euros`, `He waited .... and then he went` */
function isInSentence(leader: Leader, { before, behind }: Around, goesOnBelow: () => boolean) {
  const isDots = !leader.isBlank;
  const isLabelled = !before || /[:：]$/u.test(before) || (isLabel(before) && (leader.isBlank || isLong(leader)));
  if (!behind) return !isLabelled && !(isDots && isLong(leader)) && goesOnBelow();
  if (isDots && (pageNumber.test(behind) || /^\(?\d/.test(behind))) return false;
  if (goesOnWith(behind)) return true;
  return !isLabelled && !(isDots && isLong(leader));
}

/** As text goes on within a sentence, and no label begins. */
export const goesOnWith = (text: string) =>
  /^(?!\p{Ll}\s\p{Lu}|\p{Ll}$)(\p{Ll}|(?![_·…]|\.{2}|\p{Pd})\p{P})/u.test(text);

const isLabel = (text: string) =>
  text.length <= 30 && text.split(' ').length <= 4 && !/^\p{Ll}/u.test(text) && !/[,;!?_]|\.{2}/.test(text);

/** Of the first pages of a book, too. */
const pageNumber = /^[\divxlc\s.·–-]+$/i;

function leaderLine(line: WorkingLine, tokens: readonly Token[]): WorkingLine {
  const leader = lineOfTokens(tokens, line);
  const number = leader.text.replace(/[._\s]/g, '');
  return { ...leader, hasLetters: hasLetter(number), firstWordPt: leader.endX - leader.x };
}

function withoutSpacesAround(tokens: readonly Token[]) {
  const first = tokens.findIndex((token) => !isSpace(token));
  const last = tokens.findLastIndex((token) => !isSpace(token));
  return first < 0 ? [] : tokens.slice(first, last + 1);
}
