import type { PDF, PdfDict } from '@libpdf/core';
import { fieldDictsOf } from './tree-walks.js';

/** Fields that hold a signature. */
export function signedFieldsOf(pdf: PDF): PdfDict[] {
  const resolve = pdf.getObject.bind(pdf);
  return fieldDictsOf(pdf.getCatalog(), resolve).filter(
    (field) => field.getName('FT', resolve)?.value === 'Sig' && field.getDict('V', resolve),
  );
}

/** A changed document has no valid signature: its fields stay, empty. Answers how many there were. */
export function removeSignatures(pdf: PDF): number {
  const fields = signedFieldsOf(pdf);
  for (const field of fields) field.delete('V');
  const catalog = pdf.getCatalog();
  catalog.delete('Perms');
  catalog.getDict('AcroForm', pdf.getObject.bind(pdf))?.delete('SigFlags');
  return fields.length;
}
