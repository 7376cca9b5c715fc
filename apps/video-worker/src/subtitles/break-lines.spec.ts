import fc from 'fast-check';
import { breakLines } from './break-lines.js';

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('breakLines', () => {
  it('leaves a short text on one line', () => {
    expect(breakLines('he was not an ill disposed young man')).toEqual(['he was not an ill disposed young man']);
  });

  it('breaks between words into lines of like length', () => {
    expect(breakLines('unless to be rather cold hearted and rather selfish is to be ill disposed')).toEqual([
      'unless to be rather cold hearted and',
      'rather selfish is to be ill disposed',
    ]);
  });

  it('breaks Chinese between words, never before a full stop', () => {
    const sentence = '他不是一个坏脾气的年轻人,除非冷漠和自私也算是坏脾气。';

    const lines = breakLines(sentence.repeat(3));

    expect(lines.join('')).toBe(sentence.repeat(3));
    lines.forEach((line) => expect(line).toMatch(/^[^。,].{0,41}$/u));
  });

  it('leaves a word alone that is longer than a line', () => {
    const address = `https://example.org/${'a'.repeat(60)}`;

    expect(breakLines(`see ${address} there`)).toEqual(['see', address, 'there']);
  });

  it('turns line breaks and control characters into spaces', () => {
    expect(breakLines(' one\r\n\r\ntwo\u2028\u0000three ')).toEqual(['one two three']);
    expect(breakLines(' \n ')).toEqual([]);
  });

  it('keeps every word, in order, and no line of several words longer than 42 characters', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\p{L}\d,.<>&-]{1,50}$/u)), (words) => {
        const lines = breakLines(words.join(' '));

        expect(lines.join(' ').replaceAll(' ', '')).toBe(words.join(''));
        for (const line of lines)
          if (line.includes(' ')) expect([...characters.segment(line)].length).toBeLessThanOrEqual(42);
      }),
    );
  });
});
