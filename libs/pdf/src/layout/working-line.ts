import type { ContentStream } from '../content/page-content.js';
import type { Space, TextLine } from './block.js';
import { hasLetter, isCjk } from './characters.js';
import { composeAccents } from './compose-accents.js';
import type { Fragment } from './fragments.js';
import { isBlank, type LooseGlyph } from './frame.js';
import { isMostlyRightToLeft, type Direction } from './logical-order.js';
import { inReadingOrder } from './reading-tokens.js';

export type WorkingGlyph = LooseGlyph;
/** `x` is where it starts; `drawn`, how many spaces stand there. */
export type WorkingSpace = Space & { readonly x: number; drawn: number };
export type Token = WorkingGlyph | WorkingSpace;

/** A line of text with what decides which paragraph it is part of. */
export interface WorkingLine extends TextLine {
  tokens: readonly Token[];
  text: string;
  /** From left to right. */
  readonly glyphs: readonly WorkingGlyph[];
  readonly isBold: boolean;
  readonly isMono: boolean;
  readonly fill: string;
  readonly stream: ContentStream;
  readonly top: number;
  readonly bottom: number;
  readonly firstWordPt: number;
  readonly hasLetters: boolean;
  /** Beside a leader of dots. */
  readonly isContents: boolean;
  /** Others on the same baseline. */
  neighbours: readonly WorkingLine[];
}

export const isSpace = (token: Token): token is WorkingSpace => 'isGap' in token;
export const glyphsIn = (tokens: readonly Token[]) => tokens.filter((token) => !isSpace(token)) as WorkingGlyph[];
export const textIn = (tokens: readonly Token[]) => tokens.map((token) => (isSpace(token) ? ' ' : token.text)).join('');

export function lineOf(fragment: Fragment): WorkingLine {
  const glyphs = fromLeftToRight(fragment.glyphs);
  for (const glyph of glyphs) glyph.isScript = glyph.isStacked || isScriptIn(fragment, glyph);
  const tokens = tokensOf(glyphs, fragment.sizePt);
  const direction = isMostlyRightToLeft(textIn(tokens)) ? 'rtl' : 'ltr';
  return lineOfTokens(inReadingOrder(tokens, direction), fragment);
}

/** Read again as part of a paragraph whose direction is another one than that of most of its letters. */
export function readAs(direction: Direction, line: WorkingLine) {
  line.tokens = inReadingOrder(
    line.tokens.toSorted((a, b) => a.x - b.x),
    direction,
  );
  line.text = textIn(line.tokens);
}

/** A part of a line, or all of it. */
export function lineOfTokens(
  tokens: readonly Token[],
  { baseline, sizePt }: Pick<TextLine, 'baseline' | 'sizePt'>,
  isContents = false,
): WorkingLine {
  const glyphs = glyphsIn(tokens);
  const x = Math.min(...glyphs.map((glyph) => glyph.x));
  const text = textIn(tokens);
  const first = (glyphs[0] as WorkingGlyph).glyph.show;
  const share = (is: (glyph: WorkingGlyph) => boolean) => glyphs.filter(is).length / glyphs.length;
  return {
    tokens,
    text,
    glyphs,
    x,
    endX: Math.max(...glyphs.map((glyph) => glyph.endX)),
    baseline,
    sizePt,
    isBold: share(({ glyph }) => glyph.show.font.isBold) > 0.5,
    isMono: share(({ glyph }) => glyph.show.font.isMono) > 0.6,
    fill: first.state.fill,
    stream: first.stream,
    top: baseline + 0.8 * sizePt,
    bottom: baseline - 0.22 * sizePt,
    firstWordPt: firstWord(tokens, text, sizePt),
    hasLetters: hasLetter(text),
    isContents,
    neighbours: [],
  };
}

const isScriptIn = ({ baseline, sizePt }: Fragment, { glyph, y }: LooseGlyph) =>
  glyph.sizePt < sizePt * 0.88 && (y - baseline > 0.15 * sizePt || y - baseline < -0.06 * sizePt);

/** Marks with the letters that they stand on, wherever a font has them start. */
function fromLeftToRight(glyphs: readonly WorkingGlyph[]) {
  const inFile = glyphs.toSorted((a, b) => a.glyph.index - b.glyph.index);
  composeAccents(inFile);
  const places = new Map<WorkingGlyph, number>();
  inFile.forEach((glyph, at) => {
    const before = inFile[at - 1];
    const isOnIt = before && isPartOfLetter(glyph) && glyph.x < before.endX + 0.05 * glyph.glyph.sizePt;
    places.set(glyph, isOnIt ? (places.get(before) ?? before.x) : glyph.x);
  });
  const placeOf = (glyph: WorkingGlyph) => places.get(glyph) ?? glyph.x;
  return inFile.toSorted((a, b) => placeOf(a) - placeOf(b));
}

const isPartOfLetter = ({ glyph }: WorkingGlyph) => /^(\p{M}+|\u200b)$/u.test(glyph.unicode);

/** With the spaces that are drawn and those that only a gap tells of. */
function tokensOf(glyphs: readonly WorkingGlyph[], lineSizePt: number): Token[] {
  const tokens: Token[] = [];
  let previous: WorkingGlyph | undefined;
  let reached = 0;
  for (const glyph of glyphs) {
    const isSpaceGlyph = isBlank(glyph.glyph);
    const widthPt = isSpaceGlyph ? glyph.endX - glyph.x : previous ? glyph.x - reached : 0;
    const needsGap = previous && !isBlank(previous.glyph) && widthPt > leastSpacePt(previous, glyph, lineSizePt);
    const last = tokens.at(-1);
    if ((isSpaceGlyph || needsGap) && last) {
      if (isSpace(last)) last.drawn += Number(isSpaceGlyph);
      else tokens.push(spaceAt(glyph, widthPt, isSpaceGlyph));
    }
    if (!isSpaceGlyph) tokens.push(glyph);
    reached = previous && isPartOfLetter(glyph) ? Math.max(reached, glyph.endX) : glyph.endX;
    previous = glyph;
  }
  while (tokens.length && isSpace(tokens.at(-1) as Token)) tokens.pop();
  return tokens;
}

const spaceAt = ({ x }: WorkingGlyph, widthPt: number, isDrawn: boolean): WorkingSpace => ({
  isGap: true,
  widthPt,
  x: x - (isDrawn ? 0 : widthPt),
  drawn: Number(isDrawn),
});

const leastSpacePt = (a: WorkingGlyph, b: WorkingGlyph, lineSizePt: number) =>
  0.16 * Math.min(Math.max(a.glyph.sizePt, b.glyph.sizePt), lineSizePt);

/** What would have had to fit on the line before. */
function firstWord(tokens: readonly Token[], text: string, sizePt: number) {
  if (isCjk(text[0] ?? '')) return sizePt;
  const end = tokens.findIndex(isSpace);
  const word = glyphsIn(end < 0 ? tokens : tokens.slice(0, end));
  return Math.max(...word.map(({ endX }) => endX)) - Math.min(...word.map(({ x }) => x));
}
