import { aPart } from '../testing/examples.js';
import { doingOf, inOrder, titleOf } from './part-words.js';

const part = (index: number, type: string, input: Record<string, unknown> = {}) => aPart(index, { type, input });

describe('the parts of a document', () => {
  it('stand in the order of their work, and then of their pages', () => {
    const parts = [
      part(0, 'pdf.reconstruct'),
      part(1, 'pdf.extract', { pages: '21-40' }),
      part(2, 'pdf.translateBlocks'),
      part(3, 'pdf.extract', { pages: '1-20' }),
      part(4, 'pdf.extract', { pages: '7' }),
    ];

    expect(inOrder(parts).map(titleOf)).toEqual([
      'Read, pages 1–20',
      'Read, page 7',
      'Read, pages 21–40',
      'Translate',
      'Set the text',
    ]);
  });

  it('say in their own words how far they are', () => {
    expect(doingOf(aPart(0, { type: 'pdf.extract', step: 'read', message: 'Page 7 of 20' }))).toBe('Page 7 of 20');
    expect(doingOf(aPart(0, { type: 'pdf.extract', step: 'read' }))).toBe('Reading');
    expect(doingOf(aPart(0, { type: 'pdf.extract', status: 'succeeded' }))).toBe('Done');
  });
});
