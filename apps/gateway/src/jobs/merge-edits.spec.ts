import type { LineEdit } from '@polyspool/contracts/recording';
import fc from 'fast-check';
import { lineOf, mergeEdits } from './merge-edits.js';

const edit = fc.record(
  { startSeconds: fc.integer({ min: 0, max: 20 }).map((n) => n / 10), text: fc.string(), translation: fc.string() },
  { requiredKeys: ['startSeconds'] },
) as fc.Arbitrary<LineEdit>;
const edits = fc.array(edit, { maxLength: 20 });

describe('edits that come after others', () => {
  it('win, and leave what they do not speak of', () => {
    const before = [
      { startSeconds: 5, text: 'five' },
      { startSeconds: 1, text: 'one', translation: 'uno' },
    ];

    expect(mergeEdits(before, [{ startSeconds: 1.0004, translation: 'Uno' }])).toEqual([
      { startSeconds: 1.0004, text: 'one', translation: 'Uno' },
      { startSeconds: 5, text: 'five' },
    ]);
  });

  it('leave one edit of each line, in the order of the lines, in whichever portions they come', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const merged = mergeEdits(first, second);

        const lines = merged.map(lineOf);
        expect(lines).toEqual([...new Set([...first, ...second].map(lineOf))].sort((a, b) => a - b));
        expect(mergeEdits([], merged)).toEqual(merged);
        expect(mergeEdits(mergeEdits([], first), second)).toEqual(merged);
      }),
    );
  });
});
