import { AppError } from '@polyspool/contracts/errors';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const version = 'v1';

/** What a sealed text belongs to: it opens nowhere else. */
export interface Seal {
  readonly jobId: string;
  readonly field: string;
}

/** Keys by their ids. The first one seals, all of them open: a new one in front, and the old one stays until its work is done. */
export class EncryptionKeys {
  private constructor(private readonly keys: ReadonlyMap<string, Buffer>) {}

  /** `<id>:<32 bytes as base64>,...` Throws what is wrong with it, without saying the key. */
  static parse(text: string): EncryptionKeys {
    const keys = new Map<string, Buffer>();
    for (const part of text.split(',')) {
      const [, id, encoded] = /^([\w-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim()) ?? [];
      if (!id || !encoded) throw new Error('keys look like <id>:<32 bytes as base64>, with commas between them');
      const key = Buffer.from(encoded, 'base64');
      if (key.length !== keyBytes) throw new Error(`key ${id} has ${key.length} bytes instead of ${keyBytes}`);
      if (keys.has(id)) throw new Error(`there are two keys ${id}`);
      keys.set(id, key);
    }
    return new EncryptionKeys(keys);
  }

  /** `v1.<key id>.<iv>.<text>.<tag>` */
  seal(text: string, seal: Seal): string {
    const [id, key] = [...this.keys][0]!; // parse has found one
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(boundTo(id, seal));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [version, id, ...[iv, sealed, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'))].join('.');
  }

  /** Throws `key.unavailable` where its key is unknown, or not the one. */
  open(sealed: string, seal: Seal): string {
    const [format, id = '', ...parts] = sealed.split('.');
    const key = this.keys.get(id);
    if (format !== version || !key) throw new AppError('key.unavailable', `There is no key ${id} here`);
    const [iv, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    try {
      const decipher = createDecipheriv(algorithm, key, iv!, { authTagLength: tagBytes });
      decipher.setAAD(boundTo(id, seal)).setAuthTag(tag!);
      return Buffer.concat([decipher.update(text!), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new AppError('key.unavailable', `Key ${id} does not open ${seal.field}`, { cause });
    }
  }
}

const boundTo = (keyId: string, { jobId, field }: Seal) => Buffer.from(`${keyId}|${jobId}|${field}`);
