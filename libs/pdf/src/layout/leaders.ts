import { isSpace, type Token } from './working-line.js';

/** Dots that lead to what stands behind them, or a line of signs to write on. */
export interface Leader {
  readonly start: number;
  readonly end: number;
  /** Signs. */
  readonly count: number;
  readonly isBlank: boolean;
}

const leastSigns = 4;
/** Fewer may be dots that somebody leaves out a word with. */
const leastDots = 6;

/** The next one of a line. */
export function leaderIn(tokens: readonly Token[], from: number): Leader | undefined {
  for (let start = from; start < tokens.length; start++) {
    const isSign = [isUnderscore, isDot].find((is) => signsIn(tokens[start], is));
    if (!isSign) continue;
    let end = start;
    let count = 0;
    for (let at = start; at < tokens.length; at++) {
      const signs = signsIn(tokens[at], isSign);
      if (!signs && !isSpace(tokens[at] as Token)) break;
      if (signs) end = at + 1;
      count += signs;
    }
    if (count >= leastSigns) return { start, end, count, isBlank: isSign === isUnderscore };
    start = end - 1;
  }
  return undefined;
}

export const isLong = ({ count }: Leader) => count >= leastDots;

const isUnderscore = /^_+$/;
const isDot = /^[.·…]+$/;

const signsIn = (token: Token | undefined, isSign: RegExp) =>
  token && !isSpace(token) && isSign.test(token.glyph.unicode) ? token.glyph.unicode.length : 0;
