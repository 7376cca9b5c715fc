import fc from 'fast-check';
import { fitText } from './fit-text.js';

describe('a text in a cell', () => {
  it('stays as it is where it fits', () => {
    expect(fitText(' లక్ష్మీ నారాయణమ్మ ', 8, 300)).toBe('లక్ష్మీ నారాయణమ్మ');
  });

  it('is shortened between characters, whatever its script', () => {
    const graphemesOf = (text: string) => [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const whole = text.trim();
        const fitted = fitText(text, 8, width);

        const kept = fitted === whole ? whole : fitted.slice(0, -1);
        const all = graphemesOf(whole);
        expect(Array.from({ length: all.length + 1 }, (_, at) => all.slice(0, at).join('').trimEnd())).toContain(kept);
      }),
    );
  });
});
