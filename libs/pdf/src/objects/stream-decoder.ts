import { PdfArray, PdfDict, PdfName, type PdfObject, type PdfRef, type PdfStream } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { decodeLzw } from './decode-lzw.js';
import { limits } from './limits.js';
import { decodeAscii85, decodeAsciiHex, decodeRunLength, inflate, tooLarge } from './stream-filters.js';
import { undoPredictor } from './undo-predictor.js';

export type Resolve = (reference: PdfRef) => PdfObject | null;

type Decode = (data: Uint8Array, maxBytes: number, parameters: Parameters) => Uint8Array;
type Parameters = (name: string, otherwise: number) => number;

const predicted = (data: Uint8Array, parameter: Parameters) =>
  undoPredictor(data, {
    predictor: parameter('Predictor', 1),
    colors: parameter('Colors', 1),
    bitsPerComponent: parameter('BitsPerComponent', 8),
    columns: parameter('Columns', 1),
  });

const flate: Decode = (data, maxBytes, parameter) => predicted(inflate(data, maxBytes), parameter);
const lzw: Decode = (data, maxBytes, parameter) =>
  predicted(decodeLzw(data, maxBytes, parameter('EarlyChange', 1) !== 0), parameter);

/** Short names are meant for inline images and found elsewhere too. */
const filters: ReadonlyMap<string, Decode> = new Map([
  ['FlateDecode', flate],
  ['Fl', flate],
  ['LZWDecode', lzw],
  ['LZW', lzw],
  ['ASCII85Decode', decodeAscii85],
  ['A85', decodeAscii85],
  ['ASCIIHexDecode', decodeAsciiHex],
  ['AHx', decodeAsciiHex],
  ['RunLengthDecode', decodeRunLength],
  ['RL', decodeRunLength],
  // Streams have been decrypted before they come here.
  ['Crypt', (data: Uint8Array) => data],
]);

/** Decodes the streams of one document within its limits, whatever they claim. */
export class StreamDecoder {
  readonly #counted = new WeakSet<PdfStream>();
  #decodedBytes = 0;

  constructor(private readonly resolve: Resolve) {}

  /** Throws `document.tooComplex`, and `file.unreadable` for filters that nothing but images may have. */
  decode(stream: PdfStream): Uint8Array {
    const bytes = this.#decode(stream);
    if (!this.#counted.has(stream)) {
      this.#counted.add(stream);
      this.#decodedBytes += bytes.length;
      if (this.#decodedBytes > limits.decodedBytes) throw tooLarge(limits.decodedBytes);
    }
    return bytes;
  }

  #decode(stream: PdfStream) {
    const names = this.#list(stream, 'Filter').map((filter) => (filter instanceof PdfName ? filter.value : ''));
    if (names.length > limits.filters) {
      throw new AppError('document.tooComplex', `A stream has more than ${limits.filters} filters`);
    }
    const parameters = this.#list(stream, 'DecodeParms');
    return names.reduce((data, name, index) => {
      const decode = filters.get(name);
      if (!decode) throw new AppError('file.unreadable', `A stream that is no image has the filter ${name}`);
      return decode(data, limits.streamBytes, this.#parameters(parameters[index]));
    }, stream.data);
  }

  #list(stream: PdfStream, key: string): (PdfObject | undefined)[] {
    const value = stream.get(key, this.resolve);
    if (value instanceof PdfArray) return Array.from({ length: value.length }, (_, i) => value.at(i, this.resolve));
    return value instanceof PdfName || value instanceof PdfDict ? [value] : [];
  }

  #parameters(parameters: PdfObject | undefined): Parameters {
    if (!(parameters instanceof PdfDict)) return (_, otherwise) => otherwise;
    return (name, otherwise) => parameters.getNumber(name, this.resolve)?.value ?? otherwise;
  }
}
