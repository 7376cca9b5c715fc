import { PermissionDeniedError } from '@libpdf/core';
import type { PDF } from '@libpdf/core';

/**
 * The document as bytes, without encryption where its owner or its permissions allow that; else it opens with the same
 * password as before.
 */
export async function saveDocument(pdf: PDF): Promise<Uint8Array> {
  if (pdf.isEncrypted) removeProtection(pdf);
  return pdf.save();
}

/** It lasts for one saving. */
function removeProtection(pdf: PDF) {
  try {
    pdf.removeProtection();
  } catch (error) {
    if (!(error instanceof PermissionDeniedError)) throw error;
  }
}
