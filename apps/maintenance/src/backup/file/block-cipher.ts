import { AppError } from '@polyspool/contracts/errors';
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { BlockHead } from './entries.js';

const algorithm = 'aes-256-gcm';
const tagBytes = 16;
const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The same for the same key, and tells nothing of it. */
export const markOf = (personKey: Buffer) =>
  Buffer.from(hkdfSync('sha256', personKey, '', 'polyspool mark of a key', 8)).toString('hex');

/** Hides the pieces of one block from all who do not have its person's key. What is nobody's is packed only. */
export class BlockCipher {
  readonly #key: Buffer | undefined;
  #number = 0;

  constructor(personKey: Buffer | undefined, { owner, salt, table }: BlockHead) {
    if (!personKey) return;
    // A key of its own for each block: numbers may begin anew.
    this.#key = Buffer.from(
      hkdfSync('sha256', personKey, Buffer.from(salt, 'base64'), `polyspool rows of ${owner} in ${table}`, 32),
    );
  }

  async seal(lines: readonly string[]): Promise<Buffer> {
    const packed = await pack(lines.join('\n'));
    if (!this.#key) return packed;
    const cipher = createCipheriv(algorithm, this.#key, this.#nextNonce(), { authTagLength: tagBytes });
    return Buffer.concat([cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
  }

  async open(piece: Buffer): Promise<string[]> {
    return (await unpack(this.#opened(piece))).toString('utf8').split('\n');
  }

  #opened(piece: Buffer) {
    if (!this.#key) return piece;
    try {
      const decipher = createDecipheriv(algorithm, this.#key, this.#nextNonce(), { authTagLength: tagBytes });
      decipher.setAuthTag(piece.subarray(-tagBytes));
      return Buffer.concat([decipher.update(piece.subarray(0, -tagBytes)), decipher.final()]);
    } catch (cause) {
      throw new AppError('key.unavailable', 'The key of a person is not the one that their rows were hidden with', {
        cause,
      });
    }
  }

  #nextNonce() {
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(this.#number++, 6, 6);
    return nonce;
  }
}
