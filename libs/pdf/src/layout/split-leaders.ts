import { hasLetter } from './characters.js';
import { isSpace, lineOfTokens, textIn, type Token, type WorkingLine } from './working-line.js';

/**
 * `Contents ..... 12`, `Name ______ Date ______`: titles and labels, and what must not be translated with them.
 */
export function splitLeaders(line: WorkingLine): WorkingLine[] {
  const leader = leaderIn(line.tokens);
  if (!leader) return [line];
  const before = withoutSpacesAround(line.tokens.slice(0, leader.start));
  const dots = withoutSpacesAround(line.tokens.slice(leader.start, leader.end));
  const behind = withoutSpacesAround(line.tokens.slice(leader.end));
  const goesOn = hasLetter(textIn(behind)) && !pageNumber.test(textIn(behind));
  if (!before.length && !goesOn) return [line];
  return [
    ...(before.length ? [lineOfTokens(before, line, !isBlankToFill(dots))] : []),
    leaderLine(line, goesOn ? dots : line.tokens.slice(leader.start)),
    ...(goesOn ? splitLeaders(lineOfTokens(behind, line)) : []),
  ];
}

/** Of the first pages of a book, too. */
const pageNumber = /^[\divxlc\s.·–-]+$/i;

function leaderLine(line: WorkingLine, tokens: readonly Token[]): WorkingLine {
  const leader = lineOfTokens(tokens, line);
  const number = leader.text.replace(/[._\s]/g, '');
  return { ...leader, hasLetters: hasLetter(number), firstWordPt: leader.endX - leader.x };
}

const isBlankToFill = (tokens: readonly Token[]) => textIn(tokens).includes('_');

function leaderIn(tokens: readonly Token[]): { readonly start: number; readonly end: number } | undefined {
  for (let start = 0; start < tokens.length; start++) {
    if (!dotsIn(tokens[start])) continue;
    let end = start;
    let dots = 0;
    for (; end < tokens.length; end++) {
      const token = tokens[end] as Token;
      if (!isSpace(token) && !dotsIn(token)) break;
      dots += dotsIn(token);
    }
    if (dots >= 4) return { start, end };
    start = end;
  }
  return undefined;
}

const dotsIn = (token: Token | undefined) => {
  if (!token || isSpace(token)) return 0;
  return /^[.·…_]+$/.test(token.glyph.unicode) ? token.glyph.unicode.length : 0;
};

function withoutSpacesAround(tokens: readonly Token[]) {
  const first = tokens.findIndex((token) => !isSpace(token));
  const last = tokens.findLastIndex((token) => !isSpace(token));
  return first < 0 ? [] : tokens.slice(first, last + 1);
}
