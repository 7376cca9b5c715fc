import { notCompared } from './not-compared.js';

describe('pages that are not compared', () => {
  it('are said once, with why', () => {
    const comparisons = [{ page: 1, changedPixels: 0 }, { page: 2 }, { page: 4, changedPixels: 0.1 }];

    expect(notCompared({ comparisons, beyond: [5, 6, 9] })).toEqual([
      {
        code: 'document.notCompared',
        detail:
          'Not compared: pages 2, because they hold pictures that are too large to be drawn; ' +
          'pages 5-6,9, because no more than the first 3 are compared',
      },
    ]);
  });

  it('are none where all are', () => {
    expect(notCompared({ comparisons: [{ page: 1, changedPixels: 0 }], beyond: [] })).toEqual([]);
  });
});
