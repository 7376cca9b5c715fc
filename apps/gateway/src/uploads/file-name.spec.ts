import fc from 'fast-check';
import { displayName } from './file-name.js';

describe('the name of an upload', () => {
  it.each([
    ['holiday.mp4', 'holiday.mp4'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Videos\\trip.mov', 'trip.mov'],
    ['folder/', 'unnamed'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    [undefined, 'unnamed'],
    ['🎬 Füße 👩‍👩‍👧.mp4', '🎬 Füße 👩‍👩‍👧.mp4'],
    ['evil\u202e4pm.exe', 'evil4pm.exe'],
    ['two\r\nlines\u0000.mp4', 'twolines.mp4'],
    ['half\ud83c.mp4', 'half\ufffd.mp4'],
  ])('%j is shown as %j', (given, shown) => {
    expect(displayName(given)).toBe(shown);
  });

  it('keeps its extension and whole characters when it is too long', () => {
    const name = displayName(`${'👩‍👩‍👧'.repeat(60)}.mp4`);

    expect(name).toBe(`${'👩‍👩‍👧'.repeat(31)}.mp4`);
  });

  it('can always be shown on one line, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const name = displayName(given);

        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
        expect(displayName(name)).toBe(name);
      }),
    );
  });
});
