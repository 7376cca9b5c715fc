/** 1: white space, 2: delimiter; both end a name, a number and an operator (ISO 32000-1, 7.2.2). */
const characterClass = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) characterClass[code] = 1;
for (const character of '()<>[]{}/%') characterClass[character.charCodeAt(0)] = 2;

export const isWhiteSpace = (code: number | undefined) => code !== undefined && characterClass[code] === 1;
export const isRegular = (code: number | undefined) => code !== undefined && characterClass[code] === 0;
export const isDigit = (code: number | undefined) => code !== undefined && code >= 48 && code <= 57;

const lineFeed = 10;
const carriageReturn = 13;
const [percent, parenthesisOpen, parenthesisClose, backslash] = [37, 40, 41, 92];
const [plus, minus, point, greater] = [43, 45, 46, 62];
const escapes = new Map([...'nrtbf'].map((letter, index) => [letter.charCodeAt(0), [10, 13, 9, 8, 12][index] ?? 0]));

/** Reads the simple objects of a content stream, from where it stands. */
export class ByteCursor {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  get code(): number | undefined {
    return this.bytes[this.at];
  }

  skipSpace() {
    const { bytes } = this;
    for (;;) {
      while (isWhiteSpace(bytes[this.at])) this.at++;
      if (bytes[this.at] !== percent) return;
      while (this.at < bytes.length && bytes[this.at] !== lineFeed && bytes[this.at] !== carriageReturn) this.at++;
    }
  }

  /** At `(`. */
  literalString(): Uint8Array {
    const { bytes } = this;
    const text: number[] = [];
    let depth = 1;
    this.at++;
    while (this.at < bytes.length) {
      const code = bytes[this.at++] ?? 0;
      if (code === backslash) this.#escape(text);
      else if (code === carriageReturn) {
        if (bytes[this.at] === lineFeed) this.at++;
        text.push(lineFeed);
      } else {
        if (code === parenthesisOpen) depth++;
        else if (code === parenthesisClose && --depth === 0) break;
        text.push(code);
      }
    }
    return Uint8Array.from(text);
  }

  /** At `<`. */
  hexString(): Uint8Array {
    const { bytes } = this;
    const text: number[] = [];
    let high = -1;
    this.at++;
    while (this.at < bytes.length && bytes[this.at] !== greater) {
      const digit = hexDigit(bytes[this.at++] ?? 0);
      if (digit < 0) continue;
      if (high < 0) high = digit;
      else {
        text.push(high * 16 + digit);
        high = -1;
      }
    }
    if (high >= 0) text.push(high * 16);
    this.at++;
    return Uint8Array.from(text);
  }

  /** At a sign, a point or a digit. It ends where it can go on no longer: `0g` is a number and an operator. */
  number(): number {
    const { bytes } = this;
    const sign = bytes[this.at] === minus ? -1 : 1;
    while (bytes[this.at] === minus || bytes[this.at] === plus) this.at++;
    let value = 0;
    let scale = 0;
    for (; ; this.at++) {
      const code = bytes[this.at];
      if (code !== undefined && isDigit(code)) {
        value = value * 10 + code - 48;
        scale *= 10;
      } else if (code === point && !scale) scale = 1;
      else if (code !== minus) break;
    }
    return (sign * value) / (scale || 1);
  }

  /** All up to the next white space or delimiter. */
  word(): string {
    const start = this.at;
    while (isRegular(this.bytes[this.at])) this.at++;
    return latin1(this.bytes, start, this.at);
  }

  #escape(text: number[]) {
    const { bytes } = this;
    const code = bytes[this.at++] ?? lineFeed;
    if (code === carriageReturn) {
      if (bytes[this.at] === lineFeed) this.at++;
    } else if (isOctal(code)) {
      let value = code - 48;
      for (let digits = 1; digits < 3 && isOctal(bytes[this.at]); digits++) {
        value = value * 8 + (bytes[this.at++] ?? 0) - 48;
      }
      text.push(value & 255);
    } else if (code !== lineFeed) text.push(escapes.get(code) ?? code);
  }
}

const isOctal = (code: number | undefined) => code !== undefined && code >= 48 && code <= 55;

function hexDigit(code: number): number {
  if (isDigit(code)) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

export const latin1 = (bytes: Uint8Array, start: number, end: number) =>
  end - start < 12
    ? String.fromCharCode(...bytes.subarray(start, end))
    : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
