import fc from 'fast-check';
import { roomFor, windowFor } from './dispatch-window.js';

describe('the window of a queue in Redis', () => {
  it('is what is wanted at the least, or four jobs for each slot', () => {
    expect([windowFor(100, 25), windowFor(100, 26), windowFor(100, 1_000, 0)]).toEqual([100, 104, 100]);
  });

  it('has room beside jobs that are put off, until they are nine windows', () => {
    expect(roomFor({ held: 40, putOff: 0 }, 100)).toBe(60);
    expect(roomFor({ held: 40, putOff: 900 }, 100)).toBe(60);
    expect(roomFor({ held: 40, putOff: 950 }, 100)).toBe(10);
    expect(roomFor({ held: 40, putOff: 960 }, 100)).toBe(0);
    expect(roomFor({ held: 100, putOff: 0 }, 100)).toBe(0);
  });

  it('is never above its bounds, whatever is filled, put off and taken up again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.tuple(fc.constantFrom('putOff', 'end', 'endPutOff'), fc.nat({ max: 40 })), { maxLength: 60 }),
        (size, steps) => {
          let [held, putOff] = [0, 0];
          for (const [step, most] of steps) {
            held += Math.max(0, roomFor({ held, putOff }, size));
            expect([held <= size, held + putOff <= 10 * size]).toEqual([true, true]);
            const moved = Math.min(most, step === 'endPutOff' ? putOff : held);
            if (step === 'endPutOff') putOff -= moved;
            else held -= moved;
            if (step === 'putOff') putOff += moved;
          }
        },
      ),
    );
  });
});
