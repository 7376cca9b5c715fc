import fc from 'fast-check';
import { filmPieces } from './film-pieces.js';

const clips = fc.array(fc.record({ path: fc.string(), frames: fc.integer({ min: 20, max: 500 }) }), { minLength: 1 });

it('a film of clips loses the frames of each crossfade once, and shows no piece of none', () => {
  fc.assert(
    fc.property(clips, fc.integer({ min: 0, max: 10 }), (all, frames) => {
      const fades = all.slice(1).map((_, index) => ({ path: `fade-${index}`, frames }));

      const pieces = filmPieces(all, fades);

      const sum = (parts: readonly { frames: number }[]) => parts.reduce((total, part) => total + part.frames, 0);
      expect(sum(pieces)).toBe(sum(all) - sum(fades));
      expect(pieces.every((piece) => piece.frames > 0 && piece.startFrame >= 0)).toBe(true);
    }),
  );
});
