/** What can be sent: a file, bytes, or a stream of them whose length nobody knows yet. In Node, `openAsBlob(path)` opens a file. */
export type UploadSource = Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A source, piece by piece. Pieces that were not taken can be read again. */
export interface Pieces {
  /** Unknown of a stream until it has ended. */
  readonly bytes: number | undefined;
  /** At most so many bytes from `offset`; fewer only at the end. */
  read(offset: number, most: number): Promise<Blob>;
}

export function piecesOf(source: UploadSource): Pieces {
  if (source instanceof Blob) return new BlobPieces(source);
  if (source instanceof Uint8Array) return new BlobPieces(new Blob([source as Uint8Array<ArrayBuffer>]));
  if (source instanceof ArrayBuffer) return new BlobPieces(new Blob([source]));
  return new StreamPieces(source instanceof ReadableStream ? chunksOf(source) : source);
}

class BlobPieces implements Pieces {
  constructor(private readonly blob: Blob) {}

  get bytes() {
    return this.blob.size;
  }

  async read(offset: number, most: number) {
    return this.blob.slice(offset, offset + most);
  }
}

/** Keeps what was read last: until it has been taken, it may be asked for again. */
class StreamPieces implements Pieces {
  bytes: number | undefined;
  private kept = new Blob([]);
  private keptFrom = 0;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  async read(offset: number, most: number) {
    if (offset < this.keptFrom) throw new RangeError('The stream cannot be read again from the start');
    this.kept = this.kept.slice(offset - this.keptFrom);
    this.keptFrom = offset;
    const parts: BlobPart[] = [this.kept];
    let held = this.kept.size;
    // One byte more than is asked for tells whether this is the end.
    while (held <= most && this.bytes === undefined) {
      const { done, value } = await this.chunks.next();
      if (done) this.bytes = offset + held;
      else {
        parts.push(value as Uint8Array<ArrayBuffer>);
        held += value.byteLength;
      }
    }
    this.kept = new Blob(parts);
    return this.kept.slice(0, most);
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
