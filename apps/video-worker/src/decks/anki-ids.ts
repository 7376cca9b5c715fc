import { createHash } from 'node:crypto';

/** What Anki knows a note by, through all imports: the same word is the same note. */
export const noteGuid = (...parts: readonly string[]) => hashOf(parts).toString('base64url').slice(0, 16);

/**
 * A number for a note, card or deck. Anki's are milliseconds since 1970: these lie in years before it was in use, where no
 * card of its own can be. They follow from what they are for.
 */
export function ankiId(...parts: readonly string[]): number {
  const span = 1_000_000_000_000 - 300_000_000_000;
  return 300_000_000_000 + Number(hashOf(parts).readBigUInt64BE() % BigInt(span));
}

/** By which Anki finds notes with the same first field: the first 32 bits of its SHA-1. */
export const fieldChecksum = (text: string) => createHash('sha1').update(text).digest().readUInt32BE();

const hashOf = (parts: readonly string[]) =>
  createHash('sha256')
    .update(JSON.stringify(['polyspool', ...parts]))
    .digest();
