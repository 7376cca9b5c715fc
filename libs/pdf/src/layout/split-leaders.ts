import { hasLetter } from './characters.js';
import { glyphsIn, isSpace, lineOfTokens, type Token, type WorkingLine } from './working-line.js';

/** `Contents ..... 12`: a title, and what must not be translated with it. */
export function splitLeaders(line: WorkingLine): WorkingLine[] {
  const at = leaderAt(line.tokens);
  if (at <= 0) return [line];
  const title = withoutLastSpaces(line.tokens.slice(0, at));
  if (!glyphsIn(title).length) return [line];
  const leader = lineOfTokens(line.tokens.slice(at), line);
  const number = leader.text.replace(/[.\s]/g, '');
  return [
    lineOfTokens(title, line, true),
    { ...leader, hasLetters: hasLetter(number), firstWordPt: leader.endX - leader.x },
  ];
}

function leaderAt(tokens: readonly Token[]) {
  for (let start = 0; start < tokens.length; start++) {
    if (!dotsIn(tokens[start])) continue;
    let end = start;
    let dots = 0;
    for (; end < tokens.length; end++) {
      const token = tokens[end] as Token;
      if (!isSpace(token) && !dotsIn(token)) break;
      dots += dotsIn(token);
    }
    if (dots >= 4) return start;
    start = end;
  }
  return -1;
}

const dotsIn = (token: Token | undefined) => {
  if (!token || isSpace(token)) return 0;
  return /^[.·…]+$/.test(token.glyph.unicode) ? token.glyph.unicode.length : 0;
};

function withoutLastSpaces(tokens: readonly Token[]) {
  const last = tokens.findLastIndex((token) => !isSpace(token));
  return tokens.slice(0, last + 1);
}
