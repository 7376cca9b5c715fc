import type { Box } from '../content/matrix.js';
import { testBlock, testLine } from './testing-block.js';
import { endOf, startOf, typesetOne } from './testing-placed.js';

const long = 'a text that is longer';
const farBelow = testLine([40, 200], 500);

describe('a block whose text gets longer', () => {
  it('grows to the right where nothing says otherwise', () => {
    const placed = typesetOne(testBlock({ widthPt: 40, obstacles: { lines: [farBelow] } }), long);

    expect(startOf(placed)).toBeCloseTo(72, 3);
  });

  it('stays in the middle of its cell', () => {
    const cell: Box = [40, 690, 144, 720];

    const placed = typesetOne(testBlock({ widthPt: 40, obstacles: { lines: [farBelow], paths: [cell] } }), long);

    expect((startOf(placed) + endOf(placed)) / 2).toBeCloseTo(92, 1);
  });

  it('stays where others start, in the middle of a slide too', () => {
    const slide: Box = [40, 600, 144, 800];
    const items = [testLine([72, 714], 32), testLine([72, 686], 22)];

    const placed = typesetOne(
      testBlock({ widthPt: 40, obstacles: { lines: [...items, farBelow], paths: [slide] } }),
      long,
    );

    expect(startOf(placed)).toBeCloseTo(72, 3);
  });

  it('stays under the right edge of what stands above and below it where it is aligned to that', () => {
    const column = [testLine([180, 714], 32), testLine([190, 686], 22), testLine([160, 672], 52)];

    const placed = typesetOne(
      testBlock({ at: [172, 700], widthPt: 40, alignment: 'right', obstacles: { lines: [...column, farBelow] } }),
      long,
    );

    expect(endOf(placed)).toBeCloseTo(212, 0);
    expect(startOf(placed)).toBeLessThan(172);
  });

  it('stays at the left where a line ends where it ends by chance', () => {
    const chance = testLine([40, 640], 72);

    const placed = typesetOne(
      testBlock({ widthPt: 40, obstacles: { lines: [chance, testLine([20, 500], 92)] } }),
      'longer',
    );

    expect(startOf(placed)).toBeCloseTo(72, 3);
  });

  it('goes to the other edge of its column where the direction changes', () => {
    const paragraph = [testLine([72, 680], 300), testLine([72, 668], 300), testLine([72, 656], 120)];
    const heading = testBlock({ role: 'heading', widthPt: 100, obstacles: { lines: paragraph } });

    expect(endOf(typesetOne(heading, 'عنوان', 'ar'))).toBeCloseTo(372, 1);
    expect(startOf(typesetOne(heading, 'Titre', 'fr'))).toBeCloseTo(72, 3);
  });

  it('starts at the left where it started at the right before', () => {
    const paragraph = [testLine([72, 680], 300), testLine([72, 668], 300)];
    const heading = testBlock({
      at: [312, 700],
      widthPt: 60,
      alignment: 'right',
      isRightToLeft: true,
      obstacles: { lines: paragraph },
    });

    expect(startOf(typesetOne(heading, 'Title', 'en'))).toBeCloseTo(72, 1);
    expect(endOf(typesetOne(heading, 'عنوان', 'ar'))).toBeCloseTo(372, 1);
  });

  it('stays in its column of a table where the direction changes', () => {
    const column = [testLine([72, 688], 90), testLine([72, 676], 60)];
    const cell = testBlock({
      role: 'tableCell',
      widthPt: 50,
      obstacles: { lines: [...column, testLine([200, 700], 50)] },
    });

    expect(endOf(typesetOne(cell, 'قيمة', 'ar'))).toBeCloseTo(162, 1);
  });
});
