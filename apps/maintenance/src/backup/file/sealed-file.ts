import { AppError } from '@polyspool/contracts/errors';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { BackupKeys } from './backup-keys.js';
import { piecesOf } from './pieces-of.js';

const algorithm = 'aes-256-gcm';
const frameBytes = 64 * 1024;
const tagBytes = 16;
const maxHeaderBytes = 4096;

/** The first line of a sealed file. Its key, new for each file, opens with BACKUP_KEY. */
const Header = z.object({ format: z.literal('polyspool-sealed-1'), subject: z.string(), key: z.string() });

/** Encrypts as it goes, in frames that are numbered and of which the last is marked: none can be changed, moved, left out or cut off. */
export async function* seal(
  content: AsyncIterable<Uint8Array>,
  subject: string,
  keys: BackupKeys,
): AsyncGenerator<Buffer> {
  const key = randomBytes(32);
  const header: z.input<typeof Header> = { format: 'polyspool-sealed-1', subject, key: keys.wrap(key, subject) };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  yield line;
  let number = 0;
  for await (const { bytes, isLast } of piecesOf(content, frameBytes)) {
    const cipher = createCipheriv(algorithm, key, nonceOf(number++, isLast), { authTagLength: tagBytes });
    yield Buffer.concat([cipher.setAAD(line).update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Throws `backup.unreadable` where it is not, to its end, what `seal` has made of that subject; `key.unavailable` for another key. */
export async function* open(
  sealed: AsyncIterable<Uint8Array>,
  subject: string,
  keys: BackupKeys,
): AsyncGenerator<Buffer> {
  const { line, rest } = await firstLine(sealed[Symbol.asyncIterator]());
  const header = headerIn(line);
  if (header?.subject !== subject) throw new AppError('backup.unreadable', `The file is no ${subject}`);
  const key = keys.unwrap(header.key, subject);
  let number = 0;
  for await (const { bytes, isLast } of piecesOf(rest, frameBytes + tagBytes)) {
    try {
      const decipher = createDecipheriv(algorithm, key, nonceOf(number++, isLast), { authTagLength: tagBytes });
      decipher.setAAD(line).setAuthTag(bytes.subarray(-tagBytes));
      yield Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
    } catch (cause) {
      throw new AppError('backup.unreadable', `The ${subject} was altered or cut off`, { cause });
    }
  }
}

function nonceOf(number: number, isLast: boolean) {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function headerIn(line: Buffer) {
  try {
    return Header.safeParse(JSON.parse(line.toString('utf8'))).data;
  } catch {
    return undefined; // not even JSON
  }
}

async function firstLine(content: AsyncIterator<Uint8Array>) {
  let held = Buffer.alloc(0);
  let end = -1;
  while (end < 0 && held.length < maxHeaderBytes) {
    const { value, done } = await content.next();
    if (done) break;
    held = Buffer.concat([held, value]);
    end = held.indexOf('\n');
  }
  return { line: held.subarray(0, end + 1), rest: restOf(held.subarray(end + 1), content) };
}

async function* restOf(first: Buffer, content: AsyncIterator<Uint8Array>) {
  if (first.length) yield first;
  yield* { [Symbol.asyncIterator]: () => content };
}
