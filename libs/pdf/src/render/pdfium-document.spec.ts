import { apply, invert, type Matrix } from '../content/matrix.js';
import { testingPdf, type TestingPage } from '../objects/testing-pdf.js';
import type { TestingPdfFile } from '../objects/testing-pdf-file.js';
import { PdfiumDocument } from './pdfium-document.js';

const blackAt = (x: number, y: number) => `0 g ${x} ${y} 20 10 re f`;

async function render(pages: readonly TestingPage[], dpi: number) {
  const document = await PdfiumDocument.open(testingPdf({ pages }));
  const rasters = pages.map((_, index) => document.render(index + 1, dpi));
  document.close();
  return rasters;
}

describe('PdfiumDocument', () => {
  it('draws pages at a resolution, and says where their pixels lie on the page', async () => {
    const rotated = { width: 300, height: 400, rotate: 90, content: blackAt(100, 50) } as const;
    const cropped = { width: 300, height: 400, cropBox: [50, 20, 250, 380], content: blackAt(100, 50) } as const;

    const rasters = await render([{ width: 300, height: 400, content: blackAt(100, 50) }, rotated, cropped], 144);

    expect(rasters.map(({ widthPx, heightPx }) => [widthPx, heightPx])).toEqual([
      [600, 800],
      [800, 600],
      [400, 720],
    ]);
    for (const { rgba, widthPx, toPage } of rasters) {
      const toPixels = invert(toPage) as Matrix;
      const greyAt = (x: number, y: number) => {
        const [column, row] = apply(toPixels, [x, y]);
        return rgba[4 * (Math.floor(row) * widthPx + Math.floor(column))];
      };
      expect([greyAt(102, 52), greyAt(118, 58)]).toEqual([0, 0]);
      expect([greyAt(97, 52), greyAt(102, 63)]).toEqual([255, 255]);
    }
  });

  it('draws a very large page at a lower resolution', async () => {
    const [raster] = await render([{ width: 14_400, height: 14_400 }], 300);

    expect(raster!.widthPx * raster!.heightPx).toBeLessThanOrEqual(20_010_000);
    expect(Math.hypot(raster!.toPage[0], raster!.toPage[1])).toBeGreaterThan(72 / 30);
  });

  it.each([
    ['has no such page', testingPdf({ pages: [{}] }), 'document.pageOutside'],
    ['is none', Buffer.from('no document'), 'file.unreadable'],
  ])('says so where a document %s', async (_, bytes, code) => {
    const rendering = PdfiumDocument.open(bytes).then((document) => document.render(2, 72));

    await expect(rendering).rejects.toMatchObject({ code });
  });

  it.each([
    ['of its own', '/XObject << /Im', '/Im Do'],
    ['in a form', '/XObject << /Fm', '/Fm Do'],
    ['as a mask', '/XObject << /Masked', '/Masked Do'],
    ['in a pattern', '/Pattern << /Tile', '/Pattern cs /Tile scn 0 0 1 1 re f'],
    ['as a glyph', '/Font << /Glyphs', 'BT /Glyphs 10 Tf (a) Tj ET'],
  ])('draws no page with a picture %s that has too many pixels', async (_, entry, content) => {
    const document = await PdfiumDocument.open(withPicture(entry, content, [20_000, 20_000]));

    expect(() => document.render(1, 72)).toThrow(
      expect.objectContaining({
        code: 'document.tooComplex',
        message: expect.stringContaining('Page 1 has a picture of 20,000 x 20,000 pixels') as string,
      }),
    );
    document.close();
  });

  it('draws a page with a large picture', async () => {
    const document = await PdfiumDocument.open(withPicture('/XObject << /Im', '/Im Do', [200, 200]));

    expect(document.render(1, 72).widthPx).toBe(595);
    document.close();
  });
});

/** The page draws the picture, or a form that draws it. The file has no more than its first bytes. */
function withPicture(entry: string, content: string, [width, height]: readonly [number, number]) {
  const objects = (file: TestingPdfFile) => {
    const image = file.addStream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
      'nothing to see',
    );
    const form = file.addStream(
      `/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /Im ${image} 0 R >> >>`,
      'q 1 0 0 1 0 0 cm /Im Do Q',
    );
    const masked = file.addStream(
      `/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask ${image} 0 R`,
      'x',
    );
    const tile = file.addStream(
      `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 1 /YStep 1
        /Resources << /XObject << /Im ${image} 0 R >> >>`,
      '/Im Do',
    );
    const glyph = file.addStream('', '1000 0 d0 /Im Do');
    const glyphs = file.add(
      `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a ${glyph} 0 R >>
        /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1]
        /Resources << /XObject << /Im ${image} 0 R >> >> >>`,
    );
    const found = { Im: image, Fm: form, Masked: masked, Tile: tile, Glyphs: glyphs };
    return { resources: `${entry} ${found[entry.split('/').at(-1) as keyof typeof found]} 0 R >>` };
  };
  return testingPdf({ objects, pages: [{ content: `q 100 0 0 100 100 100 cm ${content} Q` }] });
}
