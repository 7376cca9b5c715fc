import fc from 'fast-check';
import { PdfDict } from '@libpdf/core';
import type { ContentStream } from '../content/page-content.js';
import { StreamEdits } from './stream-edits.js';

describe('StreamEdits', () => {
  it('leaves all bytes that no edit names', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(49), fc.nat(10), (bytes, at, length) => {
        const stream = streamOf(bytes);
        const start = Math.min(at, bytes.length);
        const end = Math.min(start + length, bytes.length);
        const edits = new StreamEdits();

        edits.replace(stream, { start, end }, 'new');

        expect([...edits.apply(stream)]).toEqual([
          ...bytes.subarray(0, start),
          ...Buffer.from(' new '),
          ...bytes.subarray(end),
        ]);
      }),
    );
  });

  it('puts operators around others', () => {
    const stream = streamOf(Buffer.from('0 0 m 9 9 l S'));
    const edits = new StreamEdits();

    edits.wrap(stream, { start: 0, end: 13 }, { before: 'q', after: 'Q' });

    expect(Buffer.from(edits.apply(stream)).toString().trim().split(/\s+/)).toEqual('q 0 0 m 9 9 l S Q'.split(' '));
  });

  it('lets the first of two edits hold that overlap', () => {
    const stream = streamOf(Buffer.from('abcdef'));
    const edits = new StreamEdits();

    edits.replace(stream, { start: 2, end: 4 }, 'y');
    edits.replace(stream, { start: 0, end: 3 }, 'x');

    expect(Buffer.from(edits.apply(stream)).toString()).toBe(' x def');
  });
});

const streamOf = (bytes: Uint8Array): ContentStream => ({
  index: 0,
  kind: 'page',
  bytes,
  resources: new PdfDict(),
  ownsResources: true,
});
