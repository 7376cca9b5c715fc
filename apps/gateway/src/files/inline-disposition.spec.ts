import fc from 'fast-check';
import { inlineDisposition } from './inline-disposition.js';

describe('the Content-Disposition of a file', () => {
  it.each([
    ['plain.srt', `inline; filename="plain.srt"; filename*=UTF-8''plain.srt`],
    ['a "b".srt', `inline; filename="a \\"b\\".srt"; filename*=UTF-8''a%20%22b%22.srt`],
    ["it's (1)*.srt", `inline; filename="it's (1)*.srt"; filename*=UTF-8''it%27s%20%281%29%2A.srt`],
    ['ñ 🎬.mp4', `inline; filename="? ?.mp4"; filename*=UTF-8''%C3%B1%20%F0%9F%8E%AC.mp4`],
  ])('of %s', (name, header) => {
    expect(inlineDisposition(name)).toBe(header);
  });

  it('is a header of one line from which the name can be read again, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const header = inlineDisposition(name);

        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeURIComponent(header.split("''").at(-1) ?? '')).toBe(name.toWellFormed());
      }),
    );
  });
});
