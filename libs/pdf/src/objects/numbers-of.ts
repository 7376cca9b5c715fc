import { PdfNumber, type PdfArray } from '@libpdf/core';
import type { Resolve } from './stream-decoder.js';

/** The first numbers of an array; undefined where it has fewer. */
export function numbersOf(array: PdfArray | undefined, count: number, resolve: Resolve): number[] | undefined {
  if (!array) return undefined;
  const numbers: number[] = [];
  for (let index = 0; index < count; index++) {
    const value = array.at(index, resolve);
    if (!(value instanceof PdfNumber)) return undefined;
    numbers.push(value.value);
  }
  return numbers;
}
