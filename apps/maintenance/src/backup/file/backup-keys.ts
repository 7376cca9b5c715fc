import { AppError } from '@polyspool/contracts/errors';
import type { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';

/** Opens and seals the keys of files and people. Undefined where BACKUP_KEY is not set. */
export class BackupKeys {
  constructor(private readonly keys: EncryptionKeys | undefined) {}

  get areThere() {
    return this.keys !== undefined;
  }

  /** `subject` is what the key is for: it opens nothing else. */
  wrap(key: Buffer, subject: string): string {
    return this.#those().seal(key.toString('base64'), { jobId: subject, field: 'key' });
  }

  /** Throws `key.unavailable`. */
  unwrap(wrapped: string, subject: string): Buffer {
    try {
      return Buffer.from(this.#those().open(wrapped, { jobId: subject, field: 'key' }), 'base64');
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new AppError('key.unavailable', `BACKUP_KEY does not open the ${subject}: ${why}`, { cause });
    }
  }

  #those() {
    if (!this.keys) throw new AppError('key.unavailable', 'BACKUP_KEY is not set');
    return this.keys;
  }
}
