import { AppError } from '@polyspool/contracts/errors';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Opens a file for its glyphs: no picture is decoded, no font is made ready for a screen, nothing is fetched. */
export async function openPdfjs(bytes: Uint8Array, password: string | undefined): Promise<PDFDocumentProxy> {
  const task = getDocument({
    // pdf.js takes what it is given away.
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    cMapUrl: join(packageFolder, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(packageFolder, 'standard_fonts/'),
    wasmUrl: join(packageFolder, 'wasm/'),
    iccUrl: join(packageFolder, 'iccs/'),
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
    fontExtraProperties: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    throw error instanceof Error && error.name === 'PasswordException'
      ? new AppError(password === undefined ? 'file.needsPassword' : 'file.wrongPassword', error.message, {
          cause: error,
        })
      : error;
  }
}
