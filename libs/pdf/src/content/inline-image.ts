import { isWhiteSpace } from './byte-cursor.js';

const [letterE, letterI] = [69, 73];
/** How many bytes after `EI` have to look like text. */
const lookAhead = 12;

/** Where the data of an inline image that start at `from` end: after `EI`, or with the stream. Nothing says how long they are. */
export function endOfInlineImage(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const isMarker =
      bytes[at] === letterE &&
      bytes[at + 1] === letterI &&
      isWhiteSpace(bytes[at - 1]) &&
      (at + 2 >= bytes.length || isWhiteSpace(bytes[at + 2]));
    if (isMarker && looksLikeText(bytes, at + 2)) return at + 2;
  }
  return bytes.length;
}

function looksLikeText(bytes: Uint8Array, from: number) {
  for (const code of bytes.subarray(from, from + lookAhead)) {
    if (code > 126 || (code < 32 && !isWhiteSpace(code))) return false;
  }
  return true;
}
