import { Movement } from '@polyspool/contracts/film';
import fc from 'fast-check';
import { cameraPath, movementFor } from './camera-path.js';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

it('a camera never leaves the picture, and the same seed looks the same way', () => {
  const movements = fc.constantFrom(...Movement.options);
  fc.assert(
    fc.property(movements, seeds, fc.double({ min: 0.04, max: 900, noNaN: true }), (movement, seed, seconds) => {
      const path = cameraPath(movement, seed, seconds);

      expect(cameraPath(movement, seed, seconds)).toEqual(path);
      expect(path.reach).toBeLessThanOrEqual(0.2);
      expect(Math.min(path.focus.x, path.focus.y)).toBeGreaterThanOrEqual(0.35);
      expect(Math.max(path.focus.x, path.focus.y)).toBeLessThanOrEqual(0.65);
    }),
  );
});

it('seeds beside each other move in all ways', () => {
  const found = new Set(Array.from({ length: 40 }, (_, seed) => movementFor(seed, 0)));

  expect([...found].sort()).toEqual(['panLeft', 'panRight', 'zoomIn', 'zoomOut']);
});

it('layers are there to be seen', () => {
  fc.assert(fc.property(seeds, (seed) => movementFor(seed, 3) === 'parallax'));
});
