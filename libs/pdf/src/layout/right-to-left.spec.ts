import fc from 'fast-check';
import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { logicalOrder, visualOrder, type Direction } from './logical-order.js';
import { testingContent } from './testing-content.js';

/** As a page shows it: glyphs from left to right. */
const shown = (logical: string, direction: Direction = 'rtl') => {
  const characters = [...logical];
  return visualOrder(characters, direction)
    .map((index) => characters[index])
    .join('');
};
const read = (visual: string) => {
  const { blocks } = layOutPage(testingContent({ texts: [{ x: 50, y: 700, text: visual }] }));
  return blocks.map(({ text, isRightToLeft }) => ({ text: plainText(text), isRightToLeft }));
};

describe('Right-to-left text', () => {
  it.each(['שלום עולם', 'בשנת 2026 קראנו ספר', 'הספר PDF format נקרא', 'המחיר 12.50 בלבד'])(
    'is read as it was written: %s',
    (text) => {
      expect(read(shown(text))).toEqual([{ text, isRightToLeft: true }]);
    },
  );

  it('has the brackets that were written, whichever way its font tells of them', () => {
    const text = 'ראה (כאן) עוד';
    const mirrored = shown(text).replace(/[()]/g, (bracket) => (bracket === '(' ? ')' : '('));

    expect(read(shown(text))[0]?.text).toBe(text);
    expect(read(mirrored)[0]?.text).toBe(text);
  });

  it('is in plain letters where the page has presentation forms', () => {
    expect(read('ﻡﻼﺳ')[0]?.text).toBe('سلام');
  });

  const expectStanding = (logical: readonly string[], direction: Direction) => {
    const standing = visualOrder(logical, direction).map((index) => logical[index] as string);
    const found = logicalOrder(standing, direction).map((index) => standing[index] as string);
    const again = visualOrder(found, direction).map((index) => found[index]);
    expect(found.toSorted()).toEqual(logical.toSorted());
    expect(again.join('')).toBe(standing.join(''));
  };
  const direction = fc.constantFrom<Direction>('rtl', 'ltr');

  it('is what the bidirectional algorithm would lay out as it stands', () => {
    const letters = (script: string) => fc.string({ unit: fc.constantFrom(...script), minLength: 1, maxLength: 5 });
    const number = fc.constantFrom('1', '12', '2024', '1.2', '10:30', '12-21');
    const word = fc.oneof(letters('אבגד'), letters('אבגד'), letters('abc'), number);
    const ended = fc.tuple(word, fc.constantFrom('', '', '.', '-')).map((both) => both.join(''));
    const line = fc.array(ended, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    const anything = fc.string({ unit: fc.constantFrom(...'אבגדabc12 .-'), minLength: 1, maxLength: 24 });
    // Spaces at the ends of a line are nowhere to be seen.
    fc.assert(
      fc.property(fc.oneof(line, anything), direction, (text, way) => expectStanding([...text.trim()], way)),
      { numRuns: 1_000 },
    );
  });
});
