import { createHash } from 'node:crypto';
import type { StoredFile } from './storage.js';

/** Counts and hashes what passes through. */
export class Measure {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  async *through(chunks: AsyncIterable<Buffer | string>) {
    for await (const chunk of chunks) {
      this.hash.update(chunk);
      this.bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  }

  result(): StoredFile {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
