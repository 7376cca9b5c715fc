import { toUnicode } from './to-unicode.js';

describe('toUnicode', () => {
  it('says what each code stands for, several letters and those beyond the first plane too', () => {
    expect(
      toUnicode([
        [1, 'ffi'],
        [0x1a2, '𝑥'],
      ]),
    ).toContain('2 beginbfchar\n<0001> <006600660069>\n<01A2> <D835DC65>\nendbfchar');
  });

  it('makes sections of a hundred, as many as viewers take', () => {
    const texts = Array.from({ length: 250 }, (_, index) => [index + 1, 'a'] as const);

    expect(toUnicode(texts).match(/\d+ beginbfchar/g)).toEqual([
      '100 beginbfchar',
      '100 beginbfchar',
      '50 beginbfchar',
    ]);
  });
});
