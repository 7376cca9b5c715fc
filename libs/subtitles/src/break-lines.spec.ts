import fc from 'fast-check';
import { breakLines } from './break-lines.js';
import { textLength } from './text-length.js';

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

  it('breaks Chinese between words into lines of sixteen, never before a full stop', () => {
    const sentence = '他不是一个坏脾气的年轻人,除非冷漠和自私也算是坏脾气。';

    const lines = breakLines(sentence.repeat(3), 'zh');

    expect(lines.join('')).toBe(sentence.repeat(3));
    lines.forEach((line) => expect(line).toMatch(/^[^。,].{0,16}$/u));
  });

  it('breaks Japanese into lines of thirteen, with particles after their words and brackets before theirs', () => {
    const lines = breakLines('彼は「冷たくて利己的な人」と呼ばれるような青年ではありませんでした。', 'ja');

    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(13);
      expect(line).not.toMatch(/^[はがをにのと。」]|「$/u);
    }
  });

  it('breaks Korean between words only, counting spaces half', () => {
    const text = '그는 성격이 나쁜 청년이 아니었습니다 다만 조금 차갑고 이기적이었을 뿐입니다';

    const lines = breakLines(text, 'ko');

    expect(lines.join(' ')).toBe(text);
    for (const line of lines)
      expect(line.replaceAll(' ', '').length + line.split(' ').length / 2).toBeLessThanOrEqual(16.5);
  });

  it('breaks Thai between words', () => {
    const text = 'เขาไม่ใช่ชายหนุ่มที่มีนิสัยไม่ดีเว้นแต่ว่าการเย็นชาและเห็นแก่ตัวจะเป็นนิสัยไม่ดี';

    const lines = breakLines(text, 'th');

    expect(lines.join('')).toBe(text);
    expect(lines.length).toBeGreaterThan(1);
    const words = new Set(
      [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map(({ index }) => index),
    );
    lines.reduce((at, line) => (expect(words.has(at)).toBe(true), at + line.length), 0);
  });

  it.each([
    ['hi', 'क्षत्रिय'],
    ['te', 'స్త్రీలు'],
    ['ko', '한국어'],
  ])('counts syllables of %s as their readers do', (language, word) => {
    const syllables = [...characters.segment(word)].length;

    expect(textLength(word, language)).toBe(syllables);
    expect(syllables).toBeLessThan(word.normalize('NFD').length);
  });

  it('leaves a word alone that is longer than a line', () => {
    const address = `https://example.org/${'a'.repeat(60)}`;

    expect(breakLines(`see ${address} there`)).toEqual(['see', address, 'there']);
  });

  it('turns line breaks and control characters into spaces', () => {
    expect(breakLines(' one\r\n\r\ntwo\u2028\u0000three ')).toEqual(['one two three']);
    expect(breakLines(' \n ')).toEqual([]);
  });

  it('drops marks that would turn other text around', () => {
    expect(breakLines('user\u202egnp.exe\u2069')).toEqual(['user gnp.exe']);
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
