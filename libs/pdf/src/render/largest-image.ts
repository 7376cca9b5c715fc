import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

// Of `fpdf_edit.h`.
const objectType = { image: 3, form: 5 } as const;
/** PDFium itself goes no deeper. */
const maxDepth = 12;

export interface ImageSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The picture of most pixels that a page draws, of itself or in its forms, by what the file says; nothing is decoded for it. */
export function largestImage(pdfium: WrappedPdfiumModule, page: number): ImageSize {
  const memory = pdfium.pdfium.wasmExports.malloc(8);
  let largest: ImageSize = { widthPx: 0, heightPx: 0 };
  const look = (object: number, depth: number) => {
    const type = pdfium.FPDFPageObj_GetType(object);
    if (type === objectType.image && pdfium.FPDFImageObj_GetImagePixelSize(object, memory, memory + 4)) {
      const [widthPx, heightPx] = [memory, memory + 4].map((place) => pdfium.pdfium.getValue(place, 'i32') >>> 0);
      if (widthPx! * heightPx! > largest.widthPx * largest.heightPx)
        largest = { widthPx: widthPx!, heightPx: heightPx! }; // two of two
    }
    if (type !== objectType.form || depth >= maxDepth) return;
    const count = pdfium.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count; index++) look(pdfium.FPDFFormObj_GetObject(object, index), depth + 1);
  };
  const count = pdfium.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) look(pdfium.FPDFPage_GetObject(page, index), 0);
  pdfium.pdfium.wasmExports.free(memory);
  return largest;
}
