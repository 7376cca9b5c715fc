import type { TextState } from '../content/page-content.js';
import { TextOperators } from './text-operators.js';

const state: TextState = {
  textMatrix: [1, 0, 0, 1, 30, 40],
  lineMatrix: [1, 0, 0, 1, 10, 40],
  ctm: [1, 0, 0, 1, 0, 0],
  fontName: 'F1',
  fontSize: 10,
  characterSpacing: 0,
  wordSpacing: 2,
  horizontalScale: 1,
  rise: 0,
  renderMode: 0,
  fill: '0 g',
  isFillInherited: false,
  advanceInLine: 20,
};

describe('TextOperators', () => {
  it('says only what is not so already', () => {
    const operators = new TextOperators(state);

    operators.set({ fontName: 'F1', fontSize: 10, wordSpacing: 0, fill: '0 g' });
    operators.set({ wordSpacing: 0 });

    expect(`${operators}`).toBe('0 Tw');
  });

  it('leaves all as it found it, and goes on where the text had come to', () => {
    const operators = new TextOperators(state);

    operators.set({ fontName: 'F 2', fontSize: 12, fill: '1 0 0 rg', renderMode: 2 });
    operators.restore();

    expect(`${operators}`.split('\n')).toEqual([
      '/F#202 12 Tf',
      '2 Tr',
      '1 0 0 rg',
      '/F1 10 Tf',
      '0 Tr',
      '0 g',
      '1 0 0 1 10 40 Tm',
      '[-2000] TJ',
    ]);
  });
});
