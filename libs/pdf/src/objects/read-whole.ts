import { PdfArray, PdfDict, PdfRef, type PDF, type PdfObject } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { limits } from './limits.js';

/** Reads each object that the document needs, as saving it will do: damage shows now. Throws `document.tooComplex`. */
export function readWhole(pdf: PDF) {
  const seen = new Set<PdfRef>();
  const { trailer } = pdf.context.info;
  const waiting = ['Root', 'Info'].flatMap((key) => trailer.get(key) ?? []);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next instanceof PdfRef) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (seen.size > limits.objects) throw tooMany();
      const object = pdf.getObject(next);
      if (object) waiting.push(object);
    } else if (next instanceof PdfDict) {
      for (const [, value] of next) if (isContainer(value)) waiting.push(value);
    } else if (next instanceof PdfArray) {
      for (const value of next) if (isContainer(value)) waiting.push(value);
    }
  }
}

const isContainer = (value: PdfObject) =>
  value instanceof PdfRef || value instanceof PdfDict || value instanceof PdfArray;

const tooMany = () => new AppError('document.tooComplex', `The document has more than ${limits.objects} objects`);
