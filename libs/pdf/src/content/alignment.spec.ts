import fc from 'fast-check';
import { openDocument } from '../objects/open-document.js';
import { literal, testingPdf } from '../objects/testing-pdf.js';
import { readPage } from './read-page.js';

// What content streams are made of, each piece with the text that it shows.
interface Piece {
  readonly source: string;
  readonly shows: string;
}

const silent = (source: string): Piece => ({ source, shows: '' });
const hex = (text: string) => `<${Buffer.from(text, 'latin1').toString('hex')}>`;
const wordArbitrary = fc.string({ unit: fc.constantFrom(...'abcXYZ019 .,-()\\%'), maxLength: 8 });
const shownArbitrary = wordArbitrary.chain((text) =>
  fc.constantFrom(
    { source: `${literal(text)} Tj`, shows: text },
    { source: `${hex(text)}Tj`, shows: text },
    { source: `${literal(text)}'`, shows: text },
    { source: `1 2 ${literal(text)} "`, shows: text },
    { source: `[${literal(text)} -250 ${hex(text)}]TJ`, shows: text + text },
  ),
);
const silentArbitrary = fc
  .constantFrom(
    ...[
      'q',
      'Q',
      '0 g',
      '1 0 0 rg',
      '0 0 9 9 re f',
      '1 0 0 1 3 4 cm',
      '% (x) Tj\n',
      '5 Tc',
      '0 -12 Td',
      '/F4 9 Tf',
      '[] TJ',
    ],
    ...[
      '/P << /MCID 1 >> BDC',
      'EMC',
      'BI /W 1 /H 1 /BPC 8 /CS /G ID ) EI Q',
      '/Missing Do',
      '() Tj',
      'Tj',
      '1 2 3 Td',
      'zz',
    ],
  )
  .map(silent);
const piecesArbitrary = fc.array(fc.oneof(shownArbitrary, silentArbitrary), { maxLength: 30 });
const formArbitrary = piecesArbitrary.map((pieces) => [silent('BT /F7 9 Tf'), ...pieces, silent('ET')]);

const sourceOf = (pieces: readonly Piece[]) => pieces.map(({ source }) => source).join(' ');
const shownBy = (pieces: readonly Piece[]) => pieces.map(({ shows }) => shows).join('');

describe('reading in step with pdf.js', () => {
  it('tells which bytes show which character, whatever stands between them, in forms too', async () => {
    await fc.assert(
      fc.asyncProperty(formArbitrary, formArbitrary, fc.nat(3), async (page, form, times) => {
        const content = `${sourceOf(page)} ${'/Fm Do '.repeat(times)}`;
        const forms = { Fm: { content: sourceOf(form) } };
        const open = await openDocument(testingPdf({ pages: [{ content, forms }] }));

        const read = await readPage(open, 1);
        await open.close();

        if ('reason' in read) throw new Error(read.reason);
        const shown = shownBy(page) + shownBy(form).repeat(times);
        expect(read.glyphs.map(({ unicode }) => unicode).join('')).toBe(shown);
        for (const { show, element, offset, unicode } of read.glyphs) {
          expect(String.fromCharCode((show.elements[element] as Uint8Array)[offset]!)).toBe(unicode);
        }
      }),
      { numRuns: 100 },
    );
  });
});
