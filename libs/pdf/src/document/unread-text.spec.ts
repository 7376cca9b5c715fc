import { plainText } from '@polyspool/contracts/rich-text';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import type { TestingPdfFile } from '../objects/testing-pdf-file.js';
import { pagesOf } from './testing-translation.js';
import { translateFile } from './translate-file.js';

// Codes of a font that is not in the file and has no /ToUnicode are numbers of its glyphs.
const unmapped = (file: TestingPdfFile, more = '') => {
  const descriptor = file.add('<< /Type /FontDescriptor /FontName /Nowhere /Flags 4 /FontBBox [0 0 1000 1000] >>');
  const descendant = file.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nowhere /DW 500 /FontDescriptor ${descriptor} 0 R` +
      ' /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
  );
  return file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Nowhere /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] ${more} >>`,
  );
};
const unmappedAt = (x: number, y: number, codes: string) => `BT /U 12 Tf ${x} ${y} Td <${codes}> Tj ET`;
const word = '0039005200550003003900520055';

async function translatedWith(content: string, more = '') {
  const source = testingPdf({ pages: [{ content }], fonts: (file) => `/U ${unmapped(file, more)} 0 R` });
  const asked: string[] = [];
  const result = await translateFile(source, {
    language: 'es',
    translate: (texts) =>
      texts.map(({ id, text }) => {
        asked.push(plainText(text));
        return { id, text: text.map((piece) => ('text' in piece ? { text: ' nuevas palabras' } : piece)) };
      }),
  });
  const [before] = await pagesOf(source);
  const [after] = await pagesOf(result.files[0]!.bytes); // the one in place
  return { asked, before: before!, after: after!, ...result }; // the only page
}

const unmappedGlyphs = ({ glyphs }: Awaited<ReturnType<typeof translatedWith>>['before']) =>
  glyphs.filter(({ show }) => show.font.name === 'Nowhere').map(({ origin, sizePt }) => ({ origin, sizePt }));

describe('Text of which nobody knows which letters it shows', () => {
  it('is not translated, stays where it is, and is counted', async () => {
    const content = [
      textAt(72, 700, 'Some words and others'),
      unmappedAt(72, 600, word),
      unmappedAt(72, 500, word),
    ].join('\n');

    const { asked, before, after, facts } = await translatedWith(content);

    expect(asked).toEqual(['Some words and others']);
    expect(unmappedGlyphs(before)).toHaveLength(14);
    expect(unmappedGlyphs(after)).toEqual(unmappedGlyphs(before));
    expect(facts.notices).toContain(
      'Texts in fonts that do not tell which letters they show stay as they are: 2 on page 1',
    );
  });

  it('keeps sentences that are partly in it as they are', async () => {
    const content = `BT /F1 12 Tf 72 700 Td (Some words and so) Tj /U 12 Tf <${word}> Tj /F1 12 Tf (me of the others) Tj ET`;

    const { asked, before, after } = await translatedWith(content);

    expect(asked).toEqual([]);
    expect(after.glyphs.map(({ origin }) => origin)).toEqual(before.glyphs.map(({ origin }) => origin));
  });

  it('is kept like a formula where it is a sign among words', async () => {
    const content = `BT /U 12 Tf 72 700 Td <0071> Tj /F1 12 Tf ( Some words) Tj ET`;

    const { asked, after, facts } = await translatedWith(content);

    expect(asked).toEqual(['\ufffc Some words']);
    expect(unmappedGlyphs(after)).toHaveLength(1);
    expect(facts.notices).toEqual([]);
  });

  it('is translated where its font tells', async () => {
    const { asked } = await translatedWith(unmappedAt(72, 700, '0053006f006d0065'), '/ToUnicode /Identity-H');

    expect(asked).toEqual(['Some']);
  });
});
