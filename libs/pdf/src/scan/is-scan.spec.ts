import { testingContent, type TestingText } from '../layout/testing-content.js';
import { isScan } from './is-scan.js';

const wholePage = [0, 0, 600, 800] as const;
const sentence: TestingText = { x: 72, y: 700, text: 'A page with a sentence on it' };

describe('isScan', () => {
  it('is a page that is covered by a picture and says nothing', () => {
    expect(isScan(testingContent({ texts: [], images: [wholePage] }))).toBe(true);
    expect(isScan(testingContent({ texts: [{ x: 9, y: 9, text: '17' }], images: [wholePage] }))).toBe(true);
  });

  it('is a page whose picture comes in strips', () => {
    const strips = Array.from({ length: 8 }, (_, index) => [0, index * 100, 600, index * 100 + 100] as const);

    expect(isScan(testingContent({ texts: [], images: strips }))).toBe(true);
  });

  it('is no page with text, whatever lies behind it', () => {
    expect(isScan(testingContent({ texts: [sentence], images: [wholePage] }))).toBe(false);
  });

  it('is no page with a small picture, or none', () => {
    expect(isScan(testingContent({ texts: [], images: [[0, 0, 300, 400]] }))).toBe(false);
    expect(isScan(testingContent({ texts: [] }))).toBe(false);
  });

  it('is a picture with text that nobody sees', () => {
    const content = testingContent({ texts: [sentence], images: [wholePage] });
    const hidden = content.glyphs.map((glyph) => ({
      ...glyph,
      show: { ...glyph.show, state: { ...glyph.show.state, renderMode: 3 } },
    }));

    expect(isScan({ ...content, glyphs: hidden })).toBe(true);
  });

  it('is a page in letters of which nobody knows what they are', () => {
    const text = '\ue001\ue002\ue003 \ue004\ue005 \ue006\ue001\ue002 with some words between';

    expect(isScan(testingContent({ texts: [{ ...sentence, text }] }))).toBe(true);
    expect(isScan(testingContent({ texts: [{ ...sentence, text: `\ue001 ${sentence.text}` }] }))).toBe(false);
  });

  it('is a page most of which is in fonts that do not tell their letters, not one with some of them', () => {
    const font = { glyphNumbers: 'unknown' } as const;
    const texts = [sentence, { ...sentence, y: 600, font }];

    expect(isScan(testingContent({ texts }))).toBe(false);
    expect(isScan(testingContent({ texts: [...texts, { ...sentence, y: 500, font }] }))).toBe(true);
  });
});
