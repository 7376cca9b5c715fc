import type { ByteRange, ContentStream } from '../content/page-content.js';

interface Edit extends ByteRange {
  readonly text: string;
}

/** What is to be changed in the content streams of a page; all that no edit names stays byte by byte. */
export class StreamEdits {
  readonly #edits = new Map<ContentStream, Edit[]>();

  replace(stream: ContentStream, { start, end }: ByteRange, text: string) {
    const edits = this.#edits.get(stream) ?? [];
    edits.push({ start, end, text });
    this.#edits.set(stream, edits);
  }

  /** Puts operators around those of a range. */
  wrap(stream: ContentStream, { start, end }: ByteRange, around: { readonly before: string; readonly after: string }) {
    this.replace(stream, { start, end: start }, around.before);
    this.replace(stream, { start: end, end }, around.after);
  }

  has(stream: ContentStream) {
    return this.#edits.has(stream);
  }

  /** The stream's bytes with its edits. Of those that overlap, the first holds. */
  apply(stream: ContentStream): Uint8Array {
    const edits = (this.#edits.get(stream) ?? []).toSorted((a, b) => a.start - b.start || a.end - b.end);
    const parts: Uint8Array[] = [];
    let done = 0;
    for (const { start, end, text } of edits) {
      if (start < done) continue;
      parts.push(stream.bytes.subarray(done, start), Buffer.from(` ${text} `, 'latin1'));
      done = end;
    }
    return Buffer.concat([...parts, stream.bytes.subarray(done)]);
  }
}
