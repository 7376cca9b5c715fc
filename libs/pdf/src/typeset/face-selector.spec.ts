import { FaceSelector } from './face-selector.js';

const serif = { isBold: false, isItalic: false, isMono: false, isSerif: true };
const sans = { ...serif, isSerif: false };

const names = (text: string, style = serif, language = 'en') =>
  new FaceSelector(language).runs(text, style).map((run) => [run.text, run.face.name]);

describe('FaceSelector', () => {
  it('takes fonts by serifs, weight, slant and width', () => {
    expect(names('text')).toEqual([['text', 'Tinos-Regular']]);
    expect(names('text', { ...sans, isBold: true })).toEqual([['text', 'Arimo-Bold']]);
    expect(names('text', { ...sans, isItalic: true })).toEqual([['text', 'Arimo-Italic']]);
    expect(names('text', { ...sans, isMono: true, isBold: true, isItalic: true })).toEqual([
      ['text', 'Cousine-BoldItalic'],
    ]);
  });

  it('writes Greek, Cyrillic and Vietnamese in them too', () => {
    expect(names('Ελληνικά Русский Việt')).toEqual([['Ελληνικά Русский Việt', 'Tinos-Regular']]);
  });

  it('takes another font only for the characters that the own one lacks', () => {
    expect(names('plain नमस्ते text')).toEqual([
      ['plain ', 'Tinos-Regular'],
      ['नमस्ते ', 'NotoSerifDevanagari-Regular'],
      ['text', 'Tinos-Regular'],
    ]);
  });

  it('takes a font with the same serifs and weight where there is one', () => {
    expect(names('ไทย', { ...sans, isBold: true })).toEqual([['ไทย', 'NotoSansThai-Bold']]);
    expect(names('ไทย')).toEqual([['ไทย', 'NotoSerifThai-Regular']]);
  });

  it.each([
    ['ja', 'NotoSansCJKjp-Regular'],
    ['ko', 'NotoSansCJKkr-Regular'],
    ['zh', 'NotoSansCJKsc-Regular'],
    ['zh-Hant', 'NotoSansCJKtc-Regular'],
    ['zh-TW', 'NotoSansCJKtc-Regular'],
    ['zh-HK', 'NotoSansCJKhk-Regular'],
  ])('writes Chinese characters as %s does', (language, name) => {
    expect(names('直骨', sans, language)).toEqual([['直骨', name]]);
  });

  it('keeps a letter and its marks in one font', () => {
    const runs = names('क\u094d\u200dष');

    expect(runs).toHaveLength(1);
  });

  it('finds signs', () => {
    expect(names('✓')[0]?.[1]).toMatch(/Symbols/);
  });
});
