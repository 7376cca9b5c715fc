import { AppError } from '@polyspool/contracts/errors';
import { limits } from './limits.js';
import { inflate, tooLarge } from './stream-filters.js';

/** How much of a stream's dictionary stands around its `/Type`. */
const dictionaryBytes = 2_000;
const deflate = /\/(FlateDecode|Fl)\b/g;

/**
 * Looks at the streams that have to be decoded to find any object at all, before anybody decodes them without a limit.
 * Throws `document.tooComplex`.
 */
export function screenFile(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let decodedBytes = 0;
  for (const type of ['/ObjStm', '/XRef']) {
    for (let at = file.indexOf(type); at >= 0; at = file.indexOf(type, at + 1)) {
      decodedBytes += decodedLengthAt(file, at);
      if (decodedBytes > limits.decodedBytes) throw tooLarge(limits.decodedBytes);
    }
  }
}

/** Of the stream whose dictionary has its type there; 0 where there is none. */
function decodedLengthAt(file: Buffer, at: number): number {
  const keyword = file.indexOf('stream', at);
  const start = file.lastIndexOf('obj', at);
  if (keyword < 0 || keyword - at > dictionaryBytes || start < 0) return 0;
  const dictionary = file.toString('latin1', Math.max(start, at - dictionaryBytes), keyword);
  const times = dictionary.match(deflate)?.length ?? 0;
  if (times > limits.filters) {
    throw new AppError('document.tooComplex', `A stream has more than ${limits.filters} filters`);
  }
  const end = file.indexOf('endstream', keyword);
  const lineEnd = file[keyword + 6] === 13 ? 2 : 1;
  let data: Uint8Array = file.subarray(keyword + 6 + lineEnd, end < 0 ? file.length : end);
  for (let time = 0; time < times; time++) data = inflate(data, limits.streamBytes);
  return data.length;
}
