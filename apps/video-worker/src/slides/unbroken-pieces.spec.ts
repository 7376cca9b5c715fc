import fc from 'fast-check';
import { unbrokenPieces } from './unbroken-pieces.js';

const pieces = (text: string, language?: string) => unbrokenPieces(text, language).map((piece) => piece.text);

describe('Pieces of a text between which a line may end', () => {
  it('are words where there are spaces', () => {
    expect(pieces('He said: “break the ice!”')).toEqual(['He', 'said:', '“break', 'the', 'ice!”']);
  });

  it('are words too where there are none, with marks that may not begin or end a line', () => {
    expect(pieces('年末は忙しい、「とても」忙しい。', 'ja')).not.toContain('。');
    for (const piece of pieces('年末は忙しい、「とても」忙しい。', 'ja')) {
      expect(piece).not.toMatch(/^[、。」]/u);
      expect(piece).not.toMatch(/「$/u);
    }
    expect(pieces('น้ำขึ้นให้รีบตัก', 'th').length).toBeGreaterThan(2);
  });

  it('make up the text again, but for its white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(pieces(text).join('')).toBe(text.replace(/\s+/gu, ''));
      }),
    );
  });
});
