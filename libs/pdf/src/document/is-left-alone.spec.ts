import type { Glyph } from '../content/page-content.js';
import type { PlacedGlyph } from '../layout/block.js';
import { testLine } from '../typeset/testing-block.js';
import { isLeftAlone } from './is-left-alone.js';

const glyph = (glyphNumbers?: 'known'): PlacedGlyph => ({
  glyph: { unicode: 'a', show: { font: { name: 'TimesNewRoman', glyphNumbers } } } as Glyph,
  x: 0,
  endX: 5,
  y: 0,
  isScript: false,
});
const block = (...tokens: PlacedGlyph[]) => ({
  text: [{ text: 'ne pas' }, { text: ' remplir', span: 1 }],
  lines: [{ ...testLine([0, 0], 50), tokens }],
});

describe('a text that its translation does not change', () => {
  it('stays as it is where only custom tells its letters', () => {
    const { text } = block();

    expect(
      isLeftAlone(
        block(glyph(), glyph('known')),
        text.map((piece) => ({ ...piece })),
      ),
    ).toBe(true);
    expect(isLeftAlone(block(glyph('known')), [{ text: 'ne pas remplir' }])).toBe(false);
    expect(isLeftAlone(block(glyph('known')), undefined)).toBe(false);
  });

  it('is set like others where the file tells them', () => {
    expect(isLeftAlone(block(glyph()), block().text)).toBe(false);
  });
});
