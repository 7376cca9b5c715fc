import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { AppError } from '@polyspool/contracts/errors';

/** Answers all that can be decoded, and never more than `maxBytes`. Throws `document.tooComplex`. */
export type StreamFilter = (data: Uint8Array, maxBytes: number) => Uint8Array;

export function inflate(data: Uint8Array, maxBytes: number): Uint8Array {
  const whole = inflateStart(data, maxBytes);
  if (whole) return whole;
  // Damaged: what comes before the damage counts, as for every viewer.
  let [good, bad] = [0, data.length];
  let result: Uint8Array = new Uint8Array();
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const part = inflateStart(data.subarray(0, middle), maxBytes);
    if (part) [good, result] = [middle, part];
    else bad = middle;
  }
  return result;
}

/** Undefined where the data are damaged. That they end early, or with a wrong checksum, is no damage. */
function inflateStart(data: Uint8Array, maxBytes: number): Uint8Array | undefined {
  const options = { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH };
  for (const attempt of [() => inflateSync(data, options), () => inflateRawSync(data.subarray(2), options)]) {
    try {
      return attempt();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    }
  }
  return undefined;
}

export function decodeRunLength(data: Uint8Array, maxBytes: number): Uint8Array {
  const sink = new ByteSink(maxBytes);
  for (let at = 0; at < data.length;) {
    const length = data[at++] ?? 128;
    if (length === 128) break;
    if (length < 128) {
      sink.add(data.subarray(at, at + length + 1));
      at += length + 1;
    } else sink.add(new Uint8Array(257 - length).fill(data[at++] ?? 0));
  }
  return sink.bytes();
}

export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const text =
    Buffer.from(data)
      .toString('latin1')
      .split('>')[0]
      ?.replaceAll(/[^0-9a-f]/gi, '') ?? '';
  return new Uint8Array(Buffer.from(text.length % 2 ? `${text}0` : text, 'hex'));
}

export function decodeAscii85(data: Uint8Array, maxBytes: number): Uint8Array {
  const sink = new ByteSink(maxBytes);
  let group: number[] = [];
  const flush = () => {
    const missing = 5 - group.length;
    const value = [...group, ...Array<number>(missing).fill(84)].reduce((sum, digit) => sum * 85 + digit, 0);
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) & 255);
    sink.add(Uint8Array.from(bytes.slice(0, 4 - missing)));
    group = [];
  };
  for (const code of data) {
    if (code === 126) break;
    if (code === 122 && !group.length) sink.add(new Uint8Array(4));
    else if (code >= 33 && code <= 117 && group.push(code - 33) === 5) flush();
  }
  if (group.length > 1) flush();
  return sink.bytes();
}

/** Collects bytes up to a limit. */
export class ByteSink {
  #bytes = new Uint8Array(4096);
  #length = 0;

  constructor(private readonly maxBytes: number) {}

  add(part: Uint8Array) {
    const length = this.#length + part.length;
    if (length > this.maxBytes) throw tooLarge(this.maxBytes);
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#length);
    this.#length = length;
  }

  bytes() {
    return this.#bytes.subarray(0, this.#length);
  }
}

export const tooLarge = (maxBytes: number) =>
  new AppError('document.tooComplex', `A stream holds more than ${maxBytes} bytes when it is decoded`);
