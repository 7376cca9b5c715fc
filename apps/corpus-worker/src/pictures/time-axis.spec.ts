import fc from 'fast-check';
import { plot, plotColumns } from './plot.js';
import { timeAxis } from './time-axis.js';

const marksOf = (seconds: number) => {
  const labels = timeAxis(seconds, { top: 0, bottom: 100 }).filter((part) => part.startsWith('<text'));
  return labels.map((label) => ({ x: Number(/x='([\d.]+)'/.exec(label)?.[1]), text: />(.*)</.exec(label)?.[1] }));
};

describe('timeAxis', () => {
  it.each([
    [0.4, ['0.0 s', '0.1 s', '0.2 s', '0.3 s', '0.4 s']],
    [12.5, ['0:00', '0:02', '0:04', '0:06', '0:08', '0:10', '0:12']],
    [5400, ['0:00', '10:00', '20:00', '30:00', '40:00', '50:00', '1:00:00', '1:10:00', '1:20:00', '1:30:00']],
  ])('marks %d s', (seconds, texts) => {
    expect(marksOf(seconds).map(({ text }) => text)).toEqual(texts);
  });

  it('marks every recording at a few times, each its own, within the plot', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 4 * 3600, noNaN: true }), (seconds) => {
        const marks = marksOf(seconds);

        expect(new Set(marks.map(({ text }) => text)).size).toBe(marks.length);
        expect(marks.length).toBeLessThanOrEqual(13);
        for (const { x } of marks) {
          expect(x).toBeGreaterThanOrEqual(plot.left);
          expect(x).toBeLessThanOrEqual(plot.left + plotColumns);
        }
      }),
    );
  });
});
