import { heapOf, loadPdfium } from './load-pdfium.js';

/** The same document as PDFium writes it, which reads what others give up on; undefined where it gives up too. */
export async function repairDocument(bytes: Uint8Array, password = ''): Promise<Uint8Array | undefined> {
  const pdfium = await loadPdfium();
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const memory = malloc(bytes.length);
  heapOf(pdfium).set(bytes, memory);
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, password);
  try {
    if (!document || pdfium.FPDF_GetPageCount(document) < 1) return undefined;
    pdfium.EPDF_RemoveEncryption(document);
    return await saved(document);
  } finally {
    if (document) pdfium.FPDF_CloseDocument(document);
    free(memory);
  }
}

async function saved(document: number): Promise<Uint8Array | undefined> {
  const pdfium = await loadPdfium();
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const writer = pdfium.PDFiumExt_OpenFileWriter();
  try {
    if (!pdfium.PDFiumExt_SaveAsCopy(document, writer)) return undefined;
    const length = pdfium.PDFiumExt_GetFileWriterSize(writer);
    const memory = malloc(length);
    pdfium.PDFiumExt_GetFileWriterData(writer, memory, length);
    const copy = heapOf(pdfium).slice(memory, memory + length);
    free(memory);
    return copy;
  } finally {
    pdfium.PDFiumExt_CloseFileWriter(writer);
  }
}
