import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError } from '@polyspool/contracts/errors';
import type { Box, Matrix, Point } from '../content/matrix.js';
import { limits } from '../objects/limits.js';
import { heapOf, loadPdfium } from '../objects/load-pdfium.js';
import { largestImage } from './largest-image.js';
import { larger, PictureScreen } from './picture-screen.js';
import type { Raster } from './raster.js';

/** Of `fpdfview.h`. */
const lastError = { password: 4 } as const;
const bitmapBgrx = 3;
const withAnnotations = 0x01;
const asRgb = 0x10;
const white = 0xffffffff;

const pointsPerInch = 72;
/** A page of A3 at 300 dots per inch. */
const mostPixels = 20_000_000;

/** A document in the hands of PDFium, which only draws here. For processes of their own: hostile files go straight to native code. */
export class PdfiumDocument {
  private constructor(
    private readonly pdfium: WrappedPdfiumModule,
    private readonly handle: number,
    private readonly memory: number,
    private readonly pictures: PictureScreen | undefined,
  ) {}

  /** Throws `file.needsPassword`, `file.wrongPassword`, `file.unreadable`. */
  static async open(bytes: Uint8Array, password = ''): Promise<PdfiumDocument> {
    const pdfium = await loadPdfium();
    // PDFium reads from there as long as the document is open.
    const memory = pdfium.pdfium.wasmExports.malloc(bytes.length);
    heapOf(pdfium).set(bytes, memory);
    const handle = pdfium.FPDF_LoadMemDocument(memory, bytes.length, password);
    if (handle) return new PdfiumDocument(pdfium, handle, memory, await PictureScreen.open(bytes, password));
    const fault = pdfium.FPDF_GetLastError();
    pdfium.pdfium.wasmExports.free(memory);
    throw faultOf(fault, password);
  }

  get pageCount(): number {
    return this.pdfium.FPDF_GetPageCount(this.handle);
  }

  /**
   * First = 1. A very large page comes at a lower resolution. Throws `document.pageOutside`, `file.unreadable`, and
   * `document.tooComplex` where drawing would decode a picture of too many pixels.
   */
  render(page: number, dpi: number): Raster {
    return this.withPage(page, (handle) => {
      this.screenImages(page, handle);
      return this.draw(handle, dpi);
    });
  }

  /** Around each character of the page, in default user space. */
  characterBoxes(page: number): Box[] {
    return this.withPage(page, (handle) => {
      const text = this.pdfium.FPDFText_LoadPage(handle);
      if (!text) return [];
      const boxes = this.boxesOf(text);
      this.pdfium.FPDFText_ClosePage(text);
      return boxes;
    });
  }

  close() {
    this.pdfium.FPDF_CloseDocument(this.handle);
    this.pdfium.pdfium.wasmExports.free(this.memory);
  }

  private withPage<Result>(page: number, use: (handle: number) => Result): Result {
    const { pageCount } = this;
    if (page < 1 || page > pageCount)
      throw new AppError('document.pageOutside', `Page ${page}: the document has ${pageCount}`);
    const handle = this.pdfium.FPDF_LoadPage(this.handle, page - 1);
    if (!handle) throw new AppError('file.unreadable', `Page ${page} cannot be read`);
    try {
      return use(handle);
    } finally {
      this.pdfium.FPDF_ClosePage(handle);
    }
  }

  private screenImages(page: number, handle: number) {
    const drawn = largestImage(this.pdfium, handle);
    const { widthPx, heightPx } = larger(drawn, this.pictures?.largestOn(page)) ?? drawn;
    if (widthPx * heightPx <= limits.imagePixels) return;
    const size = `${widthPx.toLocaleString('en')} x ${heightPx.toLocaleString('en')} pixels`;
    throw new AppError(
      'document.tooComplex',
      `Page ${page} has a picture of ${size}: more than ${limits.imagePixels.toLocaleString('en')} are not drawn`,
    );
  }

  private draw(page: number, dpi: number): Raster {
    const { pdfium } = this;
    const [widthPt, heightPt] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
    const scale = Math.min(dpi / pointsPerInch, Math.sqrt(mostPixels / (widthPt * heightPt)));
    const widthPx = Math.max(1, Math.round(widthPt * scale));
    const heightPx = Math.max(1, Math.round(heightPt * scale));
    const bitmap = pdfium.FPDFBitmap_CreateEx(widthPx, heightPx, bitmapBgrx, 0, 0);
    if (!bitmap) throw new AppError('document.tooComplex', 'There is not enough memory to draw the page');
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, white);
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, withAnnotations | asRgb);
    const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
    // Four bytes a pixel leave no gap between rows.
    const rgba = heapOf(pdfium).slice(start, start + 4 * widthPx * heightPx);
    pdfium.FPDFBitmap_Destroy(bitmap);
    return { widthPx, heightPx, rgba, toPage: this.toPage(page, widthPx, heightPx) };
  }

  private toPage(page: number, widthPx: number, heightPx: number): Matrix {
    const at = (x: number, y: number): Point => {
      const [left, top] = this.numbers(2, 8, (a, b) => {
        this.pdfium.FPDF_DeviceToPage(page, 0, 0, widthPx, heightPx, 0, x, y, a!, b!);
      });
      return [left!, top!];
    };
    const [origin, right, below] = [at(0, 0), at(widthPx, 0), at(0, heightPx)];
    return [
      (right[0] - origin[0]) / widthPx,
      (right[1] - origin[1]) / widthPx,
      (below[0] - origin[0]) / heightPx,
      (below[1] - origin[1]) / heightPx,
      origin[0],
      origin[1],
    ];
  }

  private boxesOf(text: number): Box[] {
    const { pdfium } = this;
    const boxes: Box[] = [];
    const rectangle = pdfium.pdfium.wasmExports.malloc(16);
    const count = pdfium.FPDFText_CountChars(text);
    for (let index = 0; index < count; index++) {
      if (!pdfium.FPDFText_GetLooseCharBox(text, index, rectangle)) continue;
      // FS_RECTF: left, top, right, bottom.
      const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => this.float(rectangle + offset));
      boxes.push([left!, Math.min(bottom!, top!), right!, Math.max(bottom!, top!)]);
    }
    pdfium.pdfium.wasmExports.free(rectangle);
    return boxes;
  }

  /** What a function writes to the places that it is given. */
  private numbers(count: number, bytes: number, write: (...places: number[]) => void) {
    const memory = this.pdfium.pdfium.wasmExports.malloc(count * bytes);
    const places = Array.from({ length: count }, (_, index) => memory + index * bytes);
    write(...places);
    const values = places.map((place) => this.pdfium.pdfium.getValue(place, 'double'));
    this.pdfium.pdfium.wasmExports.free(memory);
    return values;
  }

  private float = (place: number) => this.pdfium.pdfium.getValue(place, 'float');
}

function faultOf(fault: number, password: string) {
  if (fault !== lastError.password) return new AppError('file.unreadable', 'PDFium cannot read the file');
  return password
    ? new AppError('file.wrongPassword', 'The password does not open the file')
    : new AppError('file.needsPassword', 'The file opens with a password only');
}
