import { ByteCursor, isDigit } from './byte-cursor.js';
import { operandCounts } from './operators.js';

// Nothing says how long the data of an inline image are. Readers guess, and pdf.js, with which this one has to stay in
// step, guesses like this.

const [letterE, letterI, tilde, greater] = [...'EI~>'].map((character) => character.charCodeAt(0));
/** How many bytes after `EI` have to look like text, and within how many an operator has to follow. */
const textBytes = 15;
const operatorBytes = 5 * textBytes;

/** Where the data that start at `from` end, `EI` and what separates it included. */
export function endOfInlineImage(bytes: Uint8Array, from: number, filter: string | undefined): number {
  const end = endOfCode(bytes, from, filter);
  if (end === undefined) return endByLooks(bytes, from);
  const marker = indexOfMarker(bytes, end);
  return marker < 0 ? bytes.length : Math.min(marker + 3, bytes.length);
}

/** Of filters whose data say themselves where they end; undefined for others, and where they do not say it. */
function endOfCode(bytes: Uint8Array, from: number, filter = ''): number | undefined {
  if (filter === 'A85' || filter === 'ASCII85Decode') return after(bytes.indexOf(tilde ?? 0, from));
  if (filter === 'AHx' || filter === 'ASCIIHexDecode') return after(bytes.indexOf(greater ?? 0, from));
  if (filter === 'DCT' || filter === 'DCTDecode') return endOfJpeg(bytes, from);
  return undefined;
}

const after = (index: number) => (index < 0 ? undefined : index + 1);

function endOfJpeg(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const marker = bytes[++at] ?? 0;
    if (marker === 0xd9) return at + 1;
    if (marker === 0xff) at--;
    else if (marker >= 0xc0 && marker <= 0xfe && !isRestart(marker) && marker !== 0xc8) {
      const length = ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      if (length > 2) at += length;
    }
  }
  return undefined;
}

const isRestart = (marker: number) => (marker >= 0xd0 && marker <= 0xd8) || (marker > 0xef && marker < 0xfe);

/** `EI` between white space, with text and an operator behind it; else the last one that there was. */
function endByLooks(bytes: Uint8Array, from: number): number {
  let last = bytes.length;
  for (let at = indexOfMarker(bytes, from); at >= 0; at = indexOfMarker(bytes, at + 2)) {
    const next = bytes[at + 2];
    if (next !== 32 && next !== 10 && next !== 13) continue;
    last = at + 3;
    if (last >= bytes.length || (looksLikeText(bytes, last) && isBeforeOperator(bytes, last))) break;
  }
  return last;
}

function indexOfMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(letterE ?? 0, from); at >= 0; at = bytes.indexOf(letterE ?? 0, at + 1)) {
    if (bytes[at + 1] === letterI) return at;
  }
  return -1;
}

function looksLikeText(bytes: Uint8Array, from: number) {
  return bytes.subarray(from, from + textBytes).every((code, index, following) => {
    if (code === 0) return following[index + 1] !== 0;
    return code === 10 || code === 13 || (code >= 32 && code <= 127);
  });
}

/** The first operators that follow have as many operands as they need. */
function isBeforeOperator(bytes: Uint8Array, from: number): boolean {
  const cursor = new ByteCursor(bytes.subarray(from, from + operatorBytes));
  for (let operands = 0; ;) {
    cursor.skipSpace();
    if (cursor.isAtEnd) return false;
    if (skipSimpleOperand(cursor)) {
      operands++;
      continue;
    }
    const count = operandCounts.get(cursor.word());
    if (count === undefined) return false;
    if (count < 0 || operands === count) return true;
    operands = 0;
  }
}

function skipSimpleOperand(cursor: ByteCursor): boolean {
  const { code } = cursor;
  const start = String.fromCharCode(code ?? 0);
  if (start === '(') cursor.literalString();
  else if (start === '<' && cursor.bytes[cursor.at + 1] !== code) cursor.hexString();
  else if (isDigit(code) || '+-.'.includes(start)) cursor.number();
  else if (start === '/') {
    cursor.at++;
    cursor.word();
  } else return false;
  return true;
}
