import { typefaceOf } from './typeface.js';

describe('The typeface of a text', () => {
  it.each([
    ['break the ice', undefined, 'Noto Sans'],
    ['서먹한 분위기를 깨다', undefined, 'Noto Sans CJK KR'],
    ['మంచు కరిగించు', undefined, 'Noto Sans Telugu'],
    ['नौ दो ग्यारह', undefined, 'Noto Sans Devanagari'],
    ['على رأسي', undefined, 'Noto Sans Arabic'],
    ['画蛇添足', undefined, 'Noto Sans CJK SC'],
    ['画蛇添足', 'ja', 'Noto Sans CJK JP'],
    ['畫蛇添足', 'zh-TW', 'Noto Sans CJK TC'],
    ['猫の手も借りたい', undefined, 'Noto Sans CJK JP'],
    ['12 + 3', 'te', 'Noto Sans'],
  ])('of %s in %s is %s', (text, language, family) => {
    expect(typefaceOf(text, language)).toMatchObject({
      family,
      families: expect.arrayContaining(['Noto Sans', family]),
    });
  });

  it('runs from right to left where most of its letters do', () => {
    expect(typefaceOf('غدًا (tomorrow) إن شاء الله').rightToLeft).toBe(true);
    expect(typefaceOf('He said غدًا to me').rightToLeft).toBe(false);
  });
});
