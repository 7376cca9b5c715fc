import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

let loaded: Promise<WrappedPdfiumModule> | undefined;

/** Once in a process. */
export const loadPdfium = () => (loaded ??= load());

async function load() {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({ wasmBinary: new Uint8Array(wasm).buffer });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/** Memory moves when it grows: it is asked for each time. */
export const heapOf = ({ pdfium }: WrappedPdfiumModule) =>
  (pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
