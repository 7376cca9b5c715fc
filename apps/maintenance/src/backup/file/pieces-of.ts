export interface Piece {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** The same bytes in pieces of `size`; the last one may be shorter, even empty. */
export async function* piecesOf(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of content) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes <= size) continue;
    let rest = Buffer.concat(held);
    // More than a piece: so this is not the last.
    for (; rest.length > size; rest = rest.subarray(size)) yield { bytes: rest.subarray(0, size), isLast: false };
    held = [rest];
    heldBytes = rest.length;
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}
