import { testBlock, testFormula } from './testing-block.js';
import { endOf, linesOf, startOf, typesetOne } from './testing-placed.js';
import fc from 'fast-check';

describe('whatever is typeset', () => {
  const word = fc.stringMatching(/^[a-zäöß]{1,14}[.,;]?$/);
  const dimensions = fc.record({
    widthPt: fc.integer({ min: 30, max: 400 }),
    lineCount: fc.integer({ min: 1, max: 6 }),
    sizePt: fc.integer({ min: 6, max: 30 }),
    alignment: fc.constantFrom('left' as const, 'right' as const, 'center' as const, 'justify' as const),
  });

  it('appears once, in order', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), dimensions, (words, wishes) => {
        const placed = typesetOne(testBlock(wishes), words.join(' '));

        expect(linesOf(placed).join('').replaceAll(' ', '')).toBe(words.join(''));
      }),
      { numRuns: 60 },
    );
  });

  it('appears once with hyphens where lines end inside words', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), dimensions, (words, wishes) => {
        const placed = typesetOne(testBlock(wishes), words.join(' '), 'de');

        const lines = linesOf(placed).map((line) => line.replace(/-$/, ''));
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
      }),
      { numRuns: 60 },
    );
  });

  it('stays between what stands left and right of it, or is reported', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), dimensions, (words, wishes) => {
        const { widthPt, sizePt } = wishes;
        const height = 20 * sizePt;
        const left: [number, number, number, number] = [60, 700 - height, 61, 700 + height];
        const right: [number, number, number, number] = [84 + widthPt, 700 - height, 85 + widthPt, 700 + height];
        const block = testBlock({ ...wishes, obstacles: { paths: [left, right] } });

        const placed = typesetOne(block, words.join(' '));

        if (placed.isOverflowing) return;
        expect(startOf(placed)).toBeGreaterThanOrEqual(61 - 0.03 * sizePt);
        expect(endOf(placed)).toBeLessThanOrEqual(84 + widthPt + 0.03 * sizePt);
      }),
      { numRuns: 60 },
    );
  });

  it('has each of its formulas once', () => {
    const pieces = fc.array(word, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.constantFrom('en', 'ar'), dimensions, (words, language, wishes) => {
        const formulas = words.map((_, index) => testFormula(index, 12));
        const text = words.flatMap((each, index) => [{ text: `${each} ` }, { formula: index }, { text: ' ' }]);

        const placed = typesetOne(testBlock({ ...wishes, formulas }), text, language);

        const found = placed.lines.flatMap(({ runs }) =>
          runs.flatMap((run) => ('formula' in run ? [run.formula.id] : [])),
        );
        expect(found.sort((one, other) => one - other)).toEqual(words.map((_, index) => index));
      }),
      { numRuns: 40 },
    );
  });

  it('loses no letter of scripts that run to the right, to the left, or both', () => {
    const mixed = fc.constantFrom(
      'نص',
      'عربي',
      'שלום',
      'word',
      '2024',
      '(عربي)',
      'हिन्दी',
      'ภาษาไทย',
      '漢字',
      'ελληνικά',
    );
    const sorted = (text: string) => [...text.replaceAll(' ', '')].sort().join('');
    fc.assert(
      fc.property(fc.array(mixed, { minLength: 1, maxLength: 12 }), dimensions, (words, wishes) => {
        const placed = typesetOne(testBlock(wishes), words.join(' '), 'ar');

        expect(sorted(linesOf(placed).join(''))).toBe(sorted(words.join('')));
      }),
      { numRuns: 60 },
    );
  });
});
