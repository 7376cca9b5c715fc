import { AppError } from '@polyspool/contracts/errors';
import { createHash } from 'node:crypto';

/** What `Upload-Checksum` may name (tus 1.0, checksum). The protocol wants SHA-1 of every server. */
export const checksumAlgorithms = ['sha1', 'sha256', 'md5'];

/** Whether the bytes are those that were announced. Throws `upload.otherChecksum`, `input.invalid`. */
export function checksumOf(header: string | undefined): Checksum | undefined {
  if (header === undefined) return undefined;
  const [algorithm = '', expected = ''] = header.split(' ');
  if (!checksumAlgorithms.includes(algorithm)) {
    throw new AppError('input.invalid', `Upload-Checksum: one of ${checksumAlgorithms.join(', ')}, and its value`);
  }
  return new Checksum(algorithm, expected);
}

export class Checksum {
  readonly #hash;

  constructor(
    algorithm: string,
    private readonly expected: string,
  ) {
    this.#hash = createHash(algorithm);
  }

  update(piece: Buffer) {
    this.#hash.update(piece);
  }

  check() {
    if (this.#hash.digest('base64') === this.expected) return;
    throw new AppError('upload.otherChecksum', 'The bytes came otherwise than they were sent; send them again');
  }
}
