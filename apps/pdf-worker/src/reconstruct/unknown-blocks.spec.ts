import type { BlockIr, DocumentIr, PageIr } from '@polyspool/pdf/document/document';
import { unknownBlocks } from './unknown-blocks.js';

const page = (number: number, ids: readonly string[], kind: PageIr['kind'] = 'text') =>
  ({
    page: number,
    kind,
    blocks: ids.map((id) => ({ id, text: [{ text: 'A word' }] }) as unknown as BlockIr),
  }) as PageIr;
const document: DocumentIr = { version: 1, pages: [page(1, ['1-0', '1-1']), page(2, [], 'untouched')] };
const texts = (...ids: string[]) => ids.map((id) => ({ id }));

describe('texts that belong to no block', () => {
  it('are said, with the first of them', () => {
    expect(unknownBlocks(document, texts('1-0', '7-3', 'nope'))).toEqual([
      { code: 'document.unknownBlock', detail: expect.stringMatching(/^2 of 3 .* 7-3$/) },
    ]);
  });

  it('are none where all have one, or their page is left as it is', () => {
    expect(unknownBlocks(document, texts('1-1', '2-0'))).toEqual([]);
    expect(unknownBlocks(document, [])).toEqual([]);
  });
});
