import { openDocument } from '../objects/open-document.js';
import { literal, testingPdf, textAt, type TestingPage } from '../objects/testing-pdf.js';
import type { PageContent } from './page-content.js';
import { readPage } from './read-page.js';

async function pageOf(page: TestingPage): Promise<PageContent> {
  const open = await openDocument(testingPdf({ pages: [page] }));
  try {
    const content = await readPage(open, 1);
    if ('reason' in content) throw new Error(content.reason);
    return content;
  } finally {
    await open.close();
  }
}

const textOf = (page: PageContent) => page.glyphs.map(({ unicode }) => unicode).join('');
const composite = (characterMap: string) =>
  `/Font << /J << /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /${characterMap}
    /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000
      /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >>
      /FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 6 >> >>] >> >>`;
const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 100) / 100);
const sourceOf = ({ streams }: PageContent, { start, end }: { start: number; end: number }, stream = 0) =>
  Buffer.from(streams[stream]!.bytes.subarray(start, end)).toString('latin1');

describe('readPage', () => {
  it('finds each glyph on the page and in the stream', async () => {
    const page = await pageOf({ content: textAt(100, 700, 'AW', { size: 10 }) });

    const [first, second] = page.glyphs;
    expect([first!.unicode, second!.unicode]).toEqual(['A', 'W']);
    expect(rounded(first!.origin)).toEqual([100, 700]);
    // Helvetica: A is 667 thousandths of an em wide.
    expect(rounded(second!.origin)).toEqual([106.67, 700]);
    expect(first).toMatchObject({ element: 0, offset: 0, length: 1, sizePt: 10, isMirrored: false, isSpace: false });
    expect(sourceOf(page, first!.show)).toBe('(AW) Tj');
    expect(page.shows[0]).toMatchObject({ bytesPerCode: 1, font: { name: 'Helvetica', isMono: false } });
  });

  it('moves as TJ, Tc, Tw, Tz and Ts say', async () => {
    const state = 'BT /F7 10 Tf 2 Tc 3 Tw 50 Tz 4 Ts 100 500 Td';
    const page = await pageOf({ content: `${state} [(a ) -1000 (b)] TJ ET` });

    // Courier: 6 points; 2 between letters, 3 more at the space, 10 by the adjustment; half as wide.
    expect(page.glyphs.map(({ origin }) => rounded(origin))).toEqual([
      [100, 504],
      [104, 504],
      [114.5, 504],
    ]);
    expect(page.glyphs.map(({ element, offset }) => [element, offset])).toEqual([
      [0, 0],
      [0, 1],
      [2, 0],
    ]);
    expect(rounded([page.shows[0]!.advance])).toEqual([37]);
  });

  it("knows ' and the quotation mark, which move to the next line first", async () => {
    const page = await pageOf({ content: `BT /F7 10 Tf 12 TL 100 500 Td (a) Tj (b) ' 1 2 (c) " ET` });

    expect(page.glyphs.map(({ origin }) => rounded(origin)[1])).toEqual([500, 488, 476]);
    expect(page.shows.map(({ operator, spacings }) => [operator, spacings])).toEqual([
      ['Tj', []],
      ["'", []],
      ['"', [1, 2]],
    ]);
    expect(page.shows[2]!.state).toMatchObject({ wordSpacing: 1, characterSpacing: 2 });
  });

  it('follows matrices, also turned and mirrored ones', async () => {
    const content = 'q 0 1 -1 0 300 0 cm BT /F1 10 Tf 50 20 Td (up) Tj ET Q BT /F1 -10 Tf 1 0 0 1 9 9 Tm (x) Tj ET';
    const turned = await pageOf({ content });

    expect(rounded(turned.glyphs[0]!.origin)).toEqual([280, 50]);
    expect(rounded(turned.glyphs[0]!.direction)).toEqual([0, 1]);
    expect(turned.glyphs[2]!.sizePt).toBe(10);
    const mirrored = await pageOf({ content: '-1 0 0 1 500 0 cm BT /F1 10 Tf (x) Tj ET' });
    expect(mirrored.glyphs[0]!.isMirrored).toBe(true);
  });

  it('goes into forms, as often as they are drawn', async () => {
    const forms = { Fm: { content: textAt(10, 10, 'in'), matrix: '2 0 0 2 0 0' } };
    const page = await pageOf({ content: 'q /Fm Do Q q 1 0 0 1 100 0 cm /Fm Do Q', forms });

    expect(textOf(page)).toBe('inin');
    expect(rounded(page.glyphs[0]!.origin)).toEqual([20, 20]);
    expect(rounded(page.glyphs[2]!.origin)).toEqual([120, 20]);
    expect(page.streams.map(({ kind, ownsResources }) => [kind, ownsResources])).toEqual([
      ['page', true],
      ['form', true],
      ['form', true],
    ]);
    expect(sourceOf(page, page.streams[2]!.drawn!.range)).toBe('/Fm Do');
    expect(page.forms.map(rounded)).toHaveLength(2);
  });

  it('lends a form the resources of the page where it has none', async () => {
    const page = await pageOf({
      content: '/Fm Do',
      forms: { Fm: { content: textAt(1, 1, 'lent'), hasResources: false } },
    });

    expect(textOf(page)).toBe('lent');
    expect(page.streams[1]).toMatchObject({ ownsResources: false, resources: page.streams[0]!.resources });
  });

  it('keeps the operators that have set the colour', async () => {
    const content = '/DeviceRGB cs 1 0 0 scn BT /F1 9 Tf (a) Tj 0.5 g (b) Tj ET q 1 0 0 rg /Fm Do Q';
    const page = await pageOf({ content, forms: { Fm: { content: 'BT /F1 9 Tf (c) Tj ET' } } });

    expect(page.shows.map(({ state }) => [state.fill, state.isFillInherited])).toEqual([
      ['/DeviceRGB cs 1 0 0 scn', false],
      ['0.5 g', false],
      ['1 0 0 rg', true],
    ]);
  });

  it('knows tags around text', async () => {
    const resources = '/Properties << /MC0 << /MCID 7 >> >>';
    const content = '/P << /MCID 3 >> BDC /Span BMC BT /F1 9 Tf (a) Tj ET EMC EMC /P /MC0 BDC BT (b) Tj ET EMC';
    const page = await pageOf({ content, resources });

    expect(page.shows.map(({ markedContent }) => markedContent)).toEqual([
      [{ tag: 'P', mcid: 3 }, { tag: 'Span' }],
      [{ tag: 'P', mcid: 7 }],
    ]);
  });

  it('finds what is painted, and the operators that paint it', async () => {
    const content = '0 0 1 rg 10 20 30 5 re 50 20 5 5 re f 2 w 0 0 m 100 0 l 100 50 l S 1 1 m 2 2 l n';
    const page = await pageOf({ content });

    expect(page.paths.map(({ box, isFilled, isStroked, subpaths }) => [box, isFilled, isStroked, subpaths])).toEqual([
      [[10, 20, 55, 25], true, false, 2],
      [[0, 0, 100, 50], false, true, 1],
    ]);
    expect(sourceOf(page, page.paths[0]!)).toBe('10 20 30 5 re 50 20 5 5 re f');
    expect(page.paths[0]!.fill).toBe('0 0 1 rg');
  });

  it('finds pictures in the stream, fields and links', async () => {
    const page = await pageOf({
      content: 'q 40 0 0 30 100 200 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q',
      links: [{ box: [90, 20, 10, 30], uri: 'https://example.org/(a)' }],
      fields: [{ name: 'Name', box: [10, 40, 90, 50] }],
    });

    expect(page.images).toEqual([[100, 200, 140, 230]]);
    expect(page.fields).toEqual([[10, 40, 90, 50]]);
    expect(page.links).toMatchObject([{ box: [10, 20, 90, 30], uri: 'https://example.org/(a)' }]);
  });

  it('tells how the page lies', async () => {
    const page = await pageOf({ width: 200, height: 100, rotate: 90, cropBox: [10, 10, 190, 90] });

    expect(page).toMatchObject({ page: 1, view: [10, 10, 190, 90], rotation: 90 });
  });

  it('does not mind text before any font, which nobody sees', async () => {
    const page = await pageOf({ content: `BT (unseen) Tj ET ${textAt(1, 1, 'seen')} q BT (too) Tj ET Q` });

    expect(textOf(page)).toBe('seentoo');
  });

  it('joins the parts of a page where they were cut', async () => {
    const page = await pageOf({ content: ['BT /F1 9 Tf', literal('one'), 'Tj ET'] });

    expect(textOf(page)).toBe('one');
  });

  it('leaves out masks, which pdf.js draws apart', async () => {
    const bytes = testingPdf({
      pages: [{ content: `q /M gs ${textAt(1, 1, 'seen')} Q` }],
      objects: (file) => {
        const group = '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency /CS /DeviceGray >>';
        const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
        const mask = file.addStream(`${group} /Resources << /Font << /F1 ${font} >> >>`, textAt(1, 1, 'mask'));
        return { resources: `/ExtGState << /M << /SMask << /S /Luminosity /G ${mask} 0 R >> >> >>` };
      },
    });
    const open = await openDocument(bytes);

    const page = await readPage(open, 1);

    expect('glyphs' in page && textOf(page)).toBe('seen');
    await open.close();
  });

  it('tells codes of one and of two bytes apart', async () => {
    const page = await pageOf({
      content: 'BT /J 10 Tf 9 9 Td (A\x82\xa0B) Tj ET',
      resources: composite('90ms-RKSJ-H'),
    });

    expect(textOf(page)).toBe('AあB');
    expect(page.glyphs.map(({ offset, length }) => [offset, length])).toEqual([
      [0, 1],
      [1, 2],
      [3, 1],
    ]);
    expect(page.shows[0]).toMatchObject({ bytesPerCode: 2, isVertical: false, font: { isComposite: true } });
  });

  it('knows lines that run downwards', async () => {
    const page = await pageOf({
      content: 'BT /J 10 Tf 50 100 Td (\x82\xa0\x82\xa2) Tj ET',
      resources: composite('90ms-RKSJ-V'),
    });

    expect(page.shows[0]!.isVertical).toBe(true);
    expect(page.glyphs.map(({ origin }) => rounded(origin))).toEqual([
      [45, 91.2],
      [45, 81.2],
    ]);
  });

  it('hears of a font that a graphics state sets', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>';
    const content = 'BT 9 9 Td /F1 10 Tf /G gs (a) Tj ET';
    const open = await openDocument(
      testingPdf({
        pages: [{ content }],
        objects: (file) => ({ resources: `/ExtGState << /G << /Font [${file.add(font)} 0 R 20] >> >>` }),
      }),
    );

    const page = await readPage(open, 1);

    expect('shows' in page && page.shows[0]).toMatchObject({
      state: { fontName: undefined, fontSize: 20 },
      font: { name: 'Courier-Bold', isBold: true, isMono: true },
    });
    await open.close();
  });

  it('refuses a page that is not there', async () => {
    const open = await openDocument(testingPdf({ pages: [{}] }));

    await expect(readPage(open, 2)).rejects.toMatchObject({ code: 'document.pageOutside' });
    await open.close();
  });
});
