import type { Box } from '../content/matrix.js';
import { roomAround } from './room.js';
import { testBlock, testLine } from './testing-block.js';

describe('roomAround', () => {
  it('ends at what stands beside and below', () => {
    const block = testBlock({
      widthPt: 100,
      obstacles: { lines: [testLine([40, 700], 20), testLine([200, 700], 50), testLine([72, 680], 300)] },
    });

    const room = roomAround(block, { taken: [] });

    expect(room.left).toBeCloseTo(8, 6);
    expect(room.right).toBeCloseTo(24, 6);
    expect(room.below(72, 172)).toBeCloseTo(697.8 - 688 - 1.5, 6);
  });

  it('does not reach further than the text of the page does', () => {
    const block = testBlock({ widthPt: 100, lineCount: 2 });

    expect(roomAround(block, { taken: [] })).toMatchObject({ left: 0, right: 0 });
  });

  it('reaches from margin to margin for headings and single lines', () => {
    const margin = 72;

    for (const wishes of [{}, { role: 'heading', lineCount: 2 } as const]) {
      const room = roomAround(testBlock({ widthPt: 100, ...wishes }), { taken: [] });

      expect(room.left).toBe(0);
      expect(room.right).toBeCloseTo(595 - 2 * margin - 100, 6);
    }
  });

  it('ends at the edges of the cell', () => {
    const cell: Box = [60, 690, 180, 720];

    const room = roomAround(
      testBlock({ widthPt: 100, obstacles: { paths: [cell], lines: [testLine([0, 500], 590)] } }),
      {
        taken: [],
      },
    );

    expect(room).toMatchObject({ enclosure: [60, 180], left: 10, right: 6 });
  });

  it('does not heed what a panel hides', () => {
    const hidden: Box = [180, 690, 190, 720];
    const panel: Box = [50, 600, 500, 750];
    const obstacles = { paths: [hidden, panel], lines: [testLine([0, 500], 590)] };

    const over = roomAround(testBlock({ widthPt: 100, obstacles: { ...obstacles, panels: new Set([panel]) } }), {
      taken: [],
    });
    const drawn = roomAround(testBlock({ widthPt: 100, obstacles }), { taken: [] });

    expect(over.right).toBeGreaterThan(300);
    expect(drawn.right).toBeCloseTo(6, 6);
  });

  it('heeds where other blocks stand by now', () => {
    const block = testBlock({ widthPt: 100, obstacles: { lines: [testLine([0, 500], 590)] } });

    expect(roomAround(block, { taken: [[190, 695, 250, 710]] }).right).toBeCloseTo(14, 6);
  });

  it('ends at the edge of the page', () => {
    const block = testBlock({ at: [400, 700], widthPt: 150, obstacles: { lines: [testLine([0, 500], 700)] } });

    expect(roomAround(block, { taken: [] }).right).toBeCloseTo(35, 6);
  });
});
