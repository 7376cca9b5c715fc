import { plainText } from '@polyspool/contracts/rich-text';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import type { TestingPdfFile } from '../objects/testing-pdf-file.js';
import { pagesOf } from './testing-translation.js';
import { translateFile } from './translate-file.js';

interface TestingFont {
  readonly name?: string;
  /** More entries of its dictionary. */
  readonly more?: string;
}

// Codes of a font that is not in the file and has no /ToUnicode are numbers of its glyphs.
const unmapped = (file: TestingPdfFile, { name = 'Nowhere', more = '' }: TestingFont) => {
  const descriptor = file.add(`<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 0 1000 1000] >>`);
  const descendant = file.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /DW 500 /FontDescriptor ${descriptor} 0 R` +
      ' /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
  );
  return file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] ${more} >>`,
  );
};
const unmappedAt = (x: number, y: number, codes: string) => `BT /U 12 Tf ${x} ${y} Td <${codes}> Tj ET`;
const word = '0039005200550003003900520055';
/** In the order of the glyphs of Arial, Times New Roman and Courier New. */
const numbers: Readonly<Record<string, number>> = { é: 112, '«': 169, '»': 170, œ: 176, '–': 177 };
const numbersOf = (text: string) =>
  [...text].map((one) => (numbers[one] ?? one.charCodeAt(0) - 29).toString(16).padStart(4, '0')).join('');

async function translatedWith(content: string, font: TestingFont = {}) {
  const source = testingPdf({ pages: [{ content }], fonts: (file) => `/U ${unmapped(file, font)} 0 R` });
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
    const { asked } = await translatedWith(unmappedAt(72, 700, '0053006f006d0065'), { more: '/ToUnicode /Identity-H' });

    expect(asked).toEqual(['Some']);
  });

  it.each(['TimesNewRoman', 'TimesNewRoman,Italic', 'Times#20New#20Roman', 'ArialMT', 'CourierNewPS-BoldMT'])(
    'is translated where everybody knows the glyphs of the font: %s',
    async (name) => {
      const content = unmappedAt(72, 700, numbersOf('voir bénéficiés – «œuvre»'));

      const { asked, after } = await translatedWith(content, { name });

      expect(asked).toEqual(['voir bénéficiés – «œuvre»']);
      expect(after.glyphs.map(({ unicode }) => unicode).join('')).toBe('nuevas palabras');
    },
  );

  it.each(['ArialNarrow', 'Arial-Black', 'ArialUnicodeMS', 'TimesNewRomanGreek'])(
    'stays where the glyphs of the font have an order of their own: %s',
    async (name) => {
      const { asked } = await translatedWith(unmappedAt(72, 700, numbersOf('voir notice')), { name });

      expect(asked).toEqual([]);
    },
  );

  it('stays where such a font has glyphs that nobody knows within its words', async () => {
    const content = unmappedAt(72, 700, `${numbersOf('voi')}0200${numbersOf('notice')}`);

    const { asked } = await translatedWith(content, { name: 'ArialMT' });

    expect(asked).toEqual([]);
  });
});
