import fc from 'fast-check';
import { segmentWords } from './segment-words.js';

const timed = (text: string, gaps: Readonly<Record<number, number>> = {}) => {
  let now = 0;
  return text.split(' ').map((word, i) => {
    now += (gaps[i] ?? 0) + 0.3;
    return { text: word, startSeconds: now - 0.3, endSeconds: now, confidence: 0.8 };
  });
};

describe('segmentWords', () => {
  it('cuts at the ends of sentences and at pauses', () => {
    const words = timed('Who is it? “It is me.” Come in then please', { 8: 1.5 });

    expect(segmentWords(words, 'en').map(({ text }) => text)).toEqual([
      'Who is it?',
      '“It is me.”',
      'Come in',
      'then please',
    ]);
  });

  it('writes no spaces where the script has none', () => {
    const [segment] = segmentWords(timed('今天 天气 很好。'), 'zh');

    expect(segment).toMatchObject({ text: '今天天气很好。', confidence: 0.8, startSeconds: 0 });
  });

  it('keeps every word in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}[.,?]?$/), { minLength: 1, maxLength: 80 }), (list) => {
        const segments = segmentWords(timed(list.join(' ')), 'en');

        expect(segments.flatMap(({ words }) => words.map(({ text }) => text))).toEqual(list);
        for (const { text, words } of segments) expect(text.length <= 84 || words.length === 1).toBe(true);
      }),
    );
  });
});
