import fc from 'fast-check';
import { shortName } from './short-name.js';

const graphemes = (text: string) => [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);

describe('a name in a notice', () => {
  it('is one line of what can be seen', () => {
    expect(shortName(' Rice\r\n harvest\u2028\t\u0007 1\u202e ')).toBe('Rice harvest 1');
  });

  it('is whole where it is short', () => {
    expect(shortName('x'.repeat(80))).toBe('x'.repeat(80));
    expect(shortName('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
  });

  it('has at most 80 characters, and none of them is cut', () => {
    const telugu = fc.string({ unit: fc.constantFrom('క్షి', 'వ', 'రి', 'స్త్రీ', ' ', '👩‍🌾', 'a'), maxLength: 200 });
    fc.assert(
      fc.property(telugu, (name) => {
        const short = shortName(name);
        const whole = graphemes(name.replace(/ +/g, ' ').trim());
        const kept = graphemes(short.replace(/…$/, ''));

        expect(short.length).toBeLessThanOrEqual(80);
        expect(kept).toEqual(whole.slice(0, kept.length));
      }),
    );
  });
});
