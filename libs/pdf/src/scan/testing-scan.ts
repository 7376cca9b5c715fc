import type { RecognizedLine, RecognizedPage } from '@polyspool/contracts/recognized-page';
import { deflateSync } from 'node:zlib';
import { apply, invert, type Matrix, type Point } from '../content/matrix.js';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { PdfiumDocument } from '../render/pdfium-document.js';
import type { Raster } from '../render/raster.js';

/** A line of a page that is going to be a picture. */
export interface TestingScanLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  /** Of `testingFonts`. */
  readonly font?: string;
  readonly fill?: string;
}

export interface TestingScan {
  readonly lines: readonly TestingScanLine[];
  /** Of the paper, 0 to 1. */
  readonly paper?: number;
  /** By how far the sheet lay askew, anticlockwise. */
  readonly tiltDegrees?: number;
  /** Text that another recogniser has laid invisibly over the picture. */
  readonly invisibleText?: string;
  /** Drawn before the text. */
  readonly drawing?: string;
}

const [width, height] = [595, 842];
const dpi = 200;

/** Pages of text as a scanner delivers them: each one a picture, without any text. For tests only. */
export async function testingScan(pages: readonly TestingScan[]): Promise<Uint8Array> {
  const written = await PdfiumDocument.open(testingPdf({ pages: pages.map(writtenPage) }));
  const pictures = pages.map((_, index) => written.render(index + 1, dpi));
  written.close();
  return testingPdf({
    pages: pages.map(({ invisibleText }, index) => ({
      content: `q ${width} 0 0 ${height} 0 0 cm /Scan${index} Do Q ${invisibleText ? hidden(invisibleText) : ''}`,
    })),
    objects: (file) => {
      const names = pictures.map(
        (picture, index) => `/Scan${index} ${file.addStream(entriesOf(picture), coloursOf(picture))} 0 R`,
      );
      return { resources: `/XObject << ${names.join(' ')} >>` };
    },
  });
}

/** What a recogniser that makes no mistake reads in such a page, as if all signs were half as wide as the text is high. */
export function recognizedScan(scan: TestingScan, { widthPx, heightPx, toPage }: Omit<Raster, 'rgba'>): RecognizedPage {
  const toPixels = invert(toPage) as Matrix;
  const tilt = tiltOf(scan);
  const pixel = (point: Point) => apply(toPixels, apply(tilt, point)) as [number, number];
  const lines = scan.lines.map(({ x, y, text, size = 12 }): RecognizedLine => {
    const signPt = 0.5 * size;
    let from = x;
    const words = text.split(' ').map((word) => {
      const to = from + word.length * signPt;
      const corners = [pixel([from, y + 0.7 * size]), pixel([to, y]), pixel([from, y]), pixel([to, y + 0.7 * size])];
      const [xs, ys] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
      from = to + signPt;
      const box: [number, number, number, number] = [
        Math.min(...xs),
        Math.min(...ys),
        Math.max(...xs),
        Math.max(...ys),
      ];
      return { text: word, confidence: 0.9, box };
    });
    const end = from - signPt;
    const heightInPixels = (0.9 * size) / Math.hypot(toPage[0], toPage[1]);
    return { words, heightPx: heightInPixels, baseline: [pixel([x, y]), pixel([end, y])] };
  });
  return { widthPx, heightPx, lines };
}

function writtenPage(scan: TestingScan) {
  const { lines, paper = 1, drawing = '' } = scan;
  const texts = lines.map(({ x, y, text, ...look }) => textAt(x, y, text, look)).join('\n');
  const sheet = `${paper} g 0 0 ${width} ${height} re f`;
  return {
    content: `${sheet}\n${tiltOf(scan)
      .map((value) => value.toFixed(6))
      .join(' ')} cm\n${drawing}\n${texts}`,
  };
}

/** Around the middle of the page. */
function tiltOf({ tiltDegrees = 0 }: TestingScan): Matrix {
  const [cos, sin] = [Math.cos((tiltDegrees * Math.PI) / 180), Math.sin((tiltDegrees * Math.PI) / 180)];
  const [x, y] = [width / 2, height / 2];
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}

const hidden = (text: string) => `BT 3 Tr /F1 12 Tf 72 720 Td (${text}) Tj ET`;

const entriesOf = ({ widthPx, heightPx }: Raster) =>
  `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`;

/** Without the fourth byte of each pixel. */
function coloursOf({ rgba }: Raster) {
  const rgb = Buffer.alloc((rgba.length / 4) * 3);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) rgb.set(rgba.subarray(4 * pixel, 4 * pixel + 3), 3 * pixel);
  return deflateSync(rgb);
}
