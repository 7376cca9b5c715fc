import type { Readable } from 'node:stream';

export interface Line {
  /** Without its end; undefined where it is longer than lines may be. */
  readonly text: string | undefined;
  /** Its first byte, and the one behind its end, counted from where the reading began. */
  readonly start: number;
  readonly end: number;
}

const newline = 0x0a;

/** UTF-8 line by line, whatever pieces it comes in. No more is held than one line of at most `maxBytes`. */
export async function* readLines(content: Readable, maxBytes: number): AsyncGenerator<Line, void, void> {
  let pieces: Buffer[] = [];
  let [start, end] = [0, 0];
  const line = () => ({ text: end - start > maxBytes ? undefined : textOf(pieces), start, end });
  for await (const piece of content as AsyncIterable<Buffer>) {
    for (let at = 0; at < piece.length;) {
      const found = piece.indexOf(newline, at);
      const upTo = found < 0 ? piece.length : found + 1;
      end += upTo - at;
      if (end - start <= maxBytes) pieces.push(piece.subarray(at, upTo));
      else pieces = [];
      at = upTo;
      if (found < 0) continue;
      yield line();
      [pieces, start] = [[], end];
    }
  }
  if (end > start) yield line();
}

const textOf = (pieces: readonly Buffer[]) =>
  Buffer.concat(pieces)
    .toString('utf8')
    .replace(/\r?\n$/, '');
