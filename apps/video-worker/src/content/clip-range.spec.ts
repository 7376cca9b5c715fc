import fc from 'fast-check';
import { clipRange } from './clip-range.js';

const bounds = { startSeconds: 0, endSeconds: 60 };
const sentence = { startSeconds: 20, endSeconds: 24 };
const range = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
const clip = (others: { startSeconds: number; endSeconds: number }[], contextSeconds = 2) => {
  const said = [...others, sentence].sort((one, other) => one.startSeconds - other.startSeconds);
  return clipRange({ sentence, said, contextSeconds, bounds });
};

describe('The range of a clip', () => {
  it('is the sentence with what was asked for around it', () => {
    expect(clip([])).toEqual(range(18, 26));
  });

  it('keeps a short pause where no context was asked for', () => {
    expect(clip([], 0)).toEqual(range(19.7, 24.3));
  });

  it('stops in the pause before a neighbour that it would cut in two', () => {
    expect(clip([range(15, 19), range(25, 30)])).toEqual(range(19.3, 24.7));
    expect(clip([range(15, 19.8), range(24.2, 30)])).toEqual(range(19.9, 24.1));
  });

  it('takes a neighbour in that fits as a whole', () => {
    expect(clip([range(15, 17.5), range(18.5, 19.5), range(24.5, 25.5), range(25.8, 30)])).toEqual(range(18, 25.65));
  });

  it('begins and ends with the sentence where others speak without a pause', () => {
    expect(clip([range(10, 20), range(24, 40)])).toEqual(range(20, 24));
  });

  it('stays in the recording', () => {
    const all = clipRange({ sentence: range(0.5, 59.5), said: [range(0.5, 59.5)], contextSeconds: 5, bounds });

    expect(all).toEqual(bounds);
  });

  it('holds its sentence, and no half of another one, wherever they are said', () => {
    const spells = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(spells, fc.nat(11), fc.integer({ min: 0, max: 60 }), (gapsAndLengths, which, context) => {
        let atTenths = 0;
        const said = gapsAndLengths.map(([gap, length]) => {
          const startTenths = atTenths + gap;
          atTenths = startTenths + length;
          return range(startTenths / 10, atTenths / 10);
        });
        const chosen = said[which % said.length]!;
        const bounds = range(0, atTenths / 10 + 1);

        const found = clipRange({ sentence: chosen, said, contextSeconds: context / 10, bounds });

        expect(found.startSeconds).toBeLessThanOrEqual(chosen.startSeconds);
        expect(found.endSeconds).toBeGreaterThanOrEqual(chosen.endSeconds);
        for (const { startSeconds, endSeconds } of said) {
          const isOutside = endSeconds <= found.startSeconds || startSeconds >= found.endSeconds;
          const isInside = startSeconds >= found.startSeconds && endSeconds <= found.endSeconds;
          expect(isOutside || isInside).toBe(true);
        }
      }),
    );
  });
});
