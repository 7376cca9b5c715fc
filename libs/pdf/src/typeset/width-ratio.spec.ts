import { testingContent } from '../layout/testing-content.js';
import { layOutPage } from '../layout/lay-out-page.js';
import { FaceSelector } from './face-selector.js';
import { isGlyphs, typesetOne } from './testing-placed.js';
import { widthRatio } from './width-ratio.js';

/** All letters of the font are as wide as `ems` says. */
function blockOf(ems: number, text = 'An ordinary sentence of a few words') {
  const content = testingContent({ texts: [{ x: 72, y: 700, text, font: { name: 'Somewhere-Narrow' } }] });
  const glyphs = content.glyphs.map((glyph, at) => {
    const widthPt = ems * glyph.sizePt;
    return { ...glyph, widthPt, origin: [72 + at * widthPt, 700] as const };
  });
  const [block] = layOutPage({ ...content, glyphs }).blocks;
  if (!block) throw new Error('There is no block');
  return block;
}

const serif = new FaceSelector('en').ownFace({ isBold: false, isItalic: false, isMono: false, isSerif: true });
const ratioOf = (block: ReturnType<typeof blockOf>) => widthRatio(block, block.style, serif);

describe('A font that is narrower than what takes its place', () => {
  it('is told from the letters of its page', () => {
    expect(ratioOf(blockOf(0.37))).toBeGreaterThan(0.78);
    expect(ratioOf(blockOf(0.37))).toBeLessThan(0.97);
  });

  it('makes the new text as narrow as the old one was', () => {
    const block = blockOf(0.37);

    const placed = typesetOne(block, 'An ordinary sentence of a few words', 'en');

    const width = placed.lines[0]!.runs.reduce((sum, { widthPt }) => sum + widthPt, 0); // it has a line
    expect(placed.scale).toBe(1);
    expect(width / (block.endX - block.x)).toBeCloseTo(0.95, 1);
    expect(placed.lines[0]?.runs.every((run) => isGlyphs(run) && run.font.condensed)).toBe(true);
  });

  it('is the same on pages of many and of few letters', () => {
    const letterWidths = new Map([...'abcdefghijklmnop'].map((letter) => [letter, 0.37] as const));
    const known = (block: ReturnType<typeof blockOf>) => ({
      ...block,
      lines: block.lines.map((line) => ({
        ...line,
        tokens: line.tokens.map((token) => {
          if ('isGap' in token) return token;
          return { ...token, glyph: { ...token.glyph, show: { ...token.glyph.show, letterWidths } } };
        }),
      })),
    });

    const [few, many] = [known(blockOf(0.37, 'cab')), known(blockOf(0.37, 'a cab is a fad and a big jamb'))].map(
      ratioOf,
    );

    expect(few).toBeLessThan(0.97);
    expect(many).toBe(few);
  });

  it('is never made narrower than letters can be read', () => {
    expect(ratioOf(blockOf(0.1))).toBe(0.75);
  });

  it('is set as it is where it is as wide, or too few letters tell', () => {
    expect(ratioOf(blockOf(0.5))).toBe(1);
    expect(ratioOf(blockOf(0.3, 'NO'))).toBe(1);
  });
});
