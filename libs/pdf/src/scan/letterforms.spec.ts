import { FaceSelector } from '../typeset/face-selector.js';
import { letterformsOf } from './letterforms.js';
import type { FramedLine } from './lines-in-frame.js';

const words =
  'whoever reads these lines will recognise their letters from widths alone although they were measured badly'.split(
    ' ',
  );

/** Words of 12 points as wide as a font makes them, measured a little wrongly. */
function linesIn(style: { readonly isSerif: boolean; readonly isMono: boolean }, heightPt: number): FramedLine[] {
  const face = new FaceSelector('en').ownFace({ ...style, isBold: false, isItalic: false });
  const widthOf = (text: string) =>
    12 *
    face
      .shape(text, 'ltr')
      .flatMap(({ glyphs }) => glyphs)
      .reduce((sum, { advance }) => sum + advance, 0);
  return words.map((text, index) => ({
    baseline: 700 - index * 14,
    heightPt,
    words: [
      {
        word: { text, confidence: 0.95, box: [0, 0, 1, 1] },
        x: 72,
        endX: 72 + widthOf(text) * (index % 2 ? 1.02 : 0.98),
        bottom: 0,
        top: 1,
      },
    ],
  }));
}

describe('letterformsOf', () => {
  it.each([
    [{ isSerif: true, isMono: false }, 0.9 * 12],
    [{ isSerif: false, isMono: false }, 0.93 * 12],
    [{ isSerif: true, isMono: true }, 0.85 * 12],
  ])('tells by widths that words are in letters of %j', (style, heightPt) => {
    expect(letterformsOf(linesIn(style, heightPt))).toMatchObject(style);
  });

  it('takes letters with serifs where there is too little to tell by', () => {
    expect(letterformsOf([])).toMatchObject({ isSerif: true, isMono: false });
  });
});
