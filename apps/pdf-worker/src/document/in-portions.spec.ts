import fc from 'fast-check';
import { inPortions } from './in-portions.js';

const block = fc.record({ characters: fc.integer({ min: 1, max: 30_000 }), goesOn: fc.boolean() });

describe('inPortions', () => {
  it('hands out each block once, in order, and parts none from the one that goes on in it', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), (blocks) => {
        const portions = inPortions(
          blocks,
          ({ characters }) => characters,
          ({ goesOn }) => goesOn,
        );

        expect(portions.flatMap((portion) => portion.blocks)).toEqual(blocks);
        for (const portion of portions.slice(0, -1)) expect(portion.blocks.at(-1)?.goesOn).toBe(false);
        for (const { blocks: some, characters } of portions)
          expect(characters).toBe(some.reduce((sum, one) => sum + one.characters, 0));
      }),
    );
  });
});
