import { testBlock } from './testing-block.js';
import { paragraphOf } from './paragraph.js';
import type { TextItem } from './segment.js';
import { levelsOf, visualOrder } from './visual-order.js';

function ordered(text: string, language: string) {
  const paragraph = paragraphOf(testBlock(), [{ text }], language);
  const item = { text: paragraph.text, start: 0, sizeRatio: 1, width: 0 } as TextItem;
  return visualOrder([item], levelsOf(paragraph)).map((piece) => ('text' in piece ? piece.text : ''));
}

describe('visualOrder', () => {
  it('leaves left-to-right text alone', () => {
    expect(ordered('plain (text) 12', 'en')).toEqual(['plain (text) 12']);
  });

  it('puts Latin words of right-to-left text left of what comes before them', () => {
    expect(ordered('אבג abc דה', 'he')).toEqual([' דה', 'abc', 'אבג ']);
  });

  it('keeps right-to-left words of left-to-right text in their place', () => {
    expect(ordered('see אב גד there', 'en')).toEqual(['see ', 'אב גד', ' there']);
  });

  it('reads numbers from left to right everywhere', () => {
    expect(ordered('אב 2024', 'he')).toEqual(['2024', 'אב ']);
  });

  it('does not turn around a text that only quotes a few letters', () => {
    expect(ordered('the letter א', 'en')).toEqual(['the letter ', 'א']);
  });
});
