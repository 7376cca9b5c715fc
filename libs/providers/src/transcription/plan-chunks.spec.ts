import fc from 'fast-check';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { planChunks } from './plan-chunks.js';

const seconds = (from: number, to: number): TimeRange => ({ startSeconds: from, endSeconds: to });

describe('planChunks', () => {
  it('leaves a short range whole', () => {
    expect(planChunks(seconds(3, 12), [seconds(5, 6)], 10)).toEqual([seconds(3, 12)]);
  });

  it('cuts in the middle of the silence nearest to each wanted end', () => {
    const silences = [seconds(7, 8), seconds(10.5, 11.5), seconds(13, 14), seconds(21, 21.5)];

    expect(planChunks(seconds(0, 30), silences, 10)).toEqual([seconds(0, 11), seconds(11, 21.25), seconds(21.25, 30)]);
  });

  it('cuts in mid-speech only where no silence is in reach', () => {
    expect(planChunks(seconds(0, 25), [seconds(1, 2), seconds(15.5, 16.5)], 10)).toEqual([
      seconds(0, 10),
      seconds(10, 25),
    ]);
  });

  it('cuts a long silence near the wanted end, well away from speech', () => {
    expect(planChunks(seconds(0, 40), [seconds(9.5, 30)], 10)[0]).toEqual(seconds(0, 10.5));
    expect(planChunks(seconds(0, 40), [seconds(2, 30)], 10)[0]).toEqual(seconds(0, 10));
  });

  it('passes over a silence that would leave too short a rest', () => {
    expect(planChunks(seconds(0, 16), [seconds(12.5, 13.5)], 10)).toEqual([seconds(0, 10), seconds(10, 16)]);
  });

  it('ends the first chunk after about 15 s, in silence, when the others are longer', () => {
    const silences = [seconds(9, 9.4), seconds(16, 17), seconds(60, 61)];

    expect(planChunks(seconds(0, 70), silences, 60)).toEqual([seconds(0, 16.5), seconds(16.5, 70)]);
    expect(planChunks(seconds(0, 70), [seconds(40, 41)], 60)).toEqual([seconds(0, 70)]);
    expect(planChunks(seconds(0, 25), silences, 60)).toEqual([seconds(0, 25)]);
  });

  it('counts those 15 s from where speech begins, as far as that is no longer than a chunk', () => {
    const opening = [seconds(0, 30), seconds(44, 45), seconds(61, 62), seconds(90, 91)];

    expect(planChunks(seconds(0, 120), opening, 60)[0]).toEqual(seconds(0, 45 - 0.5));
    expect(planChunks(seconds(0, 200), [seconds(0, 50), seconds(64, 66)], 60)[0]).toEqual(seconds(0, 65));
  });

  it('refuses more than 500 chunks and says which length would do', () => {
    expect(() => planChunks(seconds(0, 4 * 3600), [], 5)).toThrow(
      expect.objectContaining({ code: 'job.tooManyChildren', message: expect.stringContaining('29 or more') }),
    );
    expect(planChunks(seconds(0, 4 * 3600), [], 29).length).toBeLessThanOrEqual(500);
  });

  const plans = fc
    .record({
      start: fc.double({ min: 0, max: 1000, noNaN: true }),
      lengthInChunks: fc.double({ min: 0.001, max: 8, noNaN: true }),
      chunkSeconds: fc.double({ min: 8, max: 60, noNaN: true }),
      gaps: fc.array(
        fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0.3, max: 30, noNaN: true })),
      ),
    })
    .map(({ start, lengthInChunks, chunkSeconds, gaps }) => {
      let at = start;
      const silences = gaps.map(([speech, silence]) => {
        const startSeconds = at + speech;
        at = startSeconds + silence;
        return seconds(startSeconds, at);
      });
      const range = seconds(start, start + lengthInChunks * chunkSeconds);
      return { range, silences, chunkSeconds, chunks: planChunks(range, silences, chunkSeconds) };
    });

  it('covers the range exactly, in order and without overlap', () => {
    fc.assert(
      fc.property(plans, ({ range, chunks }) => {
        expect(chunks[0]?.startSeconds).toBe(range.startSeconds);
        expect(chunks.at(-1)?.endSeconds).toBe(range.endSeconds);
        chunks.slice(1).forEach((chunk, index) => expect(chunk.startSeconds).toBe(chunks[index]?.endSeconds));
        chunks.forEach((chunk) => expect(chunk.endSeconds).toBeGreaterThan(chunk.startSeconds));
      }),
    );
  });

  it('keeps every chunk between half (the first: 7.5 s) and one and a half times the wanted length', () => {
    fc.assert(
      fc.property(plans, ({ range, chunkSeconds, chunks }) => {
        const total = range.endSeconds - range.startSeconds;
        for (const { startSeconds, endSeconds } of chunks) {
          const isEarly = startSeconds === range.startSeconds && chunks.length > 1;
          const least = isEarly ? Math.min(7.5, chunkSeconds / 2) : Math.min(total / 2, chunkSeconds / 2, 15);
          expect(endSeconds - startSeconds).toBeGreaterThanOrEqual(least - 0.002);
          expect(endSeconds - startSeconds).toBeLessThanOrEqual(chunkSeconds * 1.5 + 0.002);
        }
      }),
    );
  });

  it('cuts inside a silence whenever one was in reach', () => {
    fc.assert(
      fc.property(plans, ({ silences, chunkSeconds, chunks }) => {
        for (const { startSeconds, endSeconds } of chunks.slice(0, -1)) {
          const isQuiet = silences.some(
            (silence) => endSeconds >= silence.startSeconds - 0.001 && endSeconds <= silence.endSeconds + 0.001,
          );
          const wanted = startSeconds + chunkSeconds;
          expect(isQuiet || Math.abs(endSeconds - wanted) <= 0.001).toBe(true);
        }
      }),
    );
  });
});
