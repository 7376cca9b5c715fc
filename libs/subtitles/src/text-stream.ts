import { Readable } from 'node:stream';
import { unhurried } from './unhurried.js';

const pieceLength = 64 * 1024;

/** Text that is written as it is read. */
export const textStream = (blocks: Iterable<string>) => Readable.from(pieces(blocks), { objectMode: false });

async function* pieces(blocks: Iterable<string>) {
  let piece = '';
  for await (const block of unhurried(blocks)) {
    piece += block;
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece) yield Buffer.from(piece);
}
