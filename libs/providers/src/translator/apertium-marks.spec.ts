import fc from 'fast-check';
import { hideMarks, readMarks } from './apertium-marks.js';

describe('the marks of Apertium', () => {
  it('are counted and removed', () => {
    expect(readMarks('Tengo 3 *zzyzx @home y #dar# por')).toEqual({
      text: 'Tengo 3 zzyzx home y dar por',
      unknownWordShare: 3 / 7,
    });
    expect(readMarks('')).toEqual({ text: '', unknownWordShare: 0 });
  });

  it('are told from the same characters in the text', () => {
    const hidden = hideMarks('C# costs *5* @ home');

    expect(hidden).not.toMatch(/[*@#]/);
    expect(readMarks(hidden)).toEqual({ text: 'C# costs *5* @ home', unknownWordShare: 0 });
  });

  it('leave any one-line text as it was', () => {
    const isOneLine = (text: string) => !/[\p{Cc}\uE000-\uE002]/u.test(text);
    const oneLine = fc.string({ unit: 'binary' }).filter(isOneLine);
    fc.assert(
      fc.property(oneLine, (text) => {
        expect(readMarks(hideMarks(text)).text).toBe(text.replaceAll(/\s+/g, ' ').trim());
      }),
    );
  });
});
