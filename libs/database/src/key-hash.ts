import { createHash } from 'node:crypto';

/** Keys carry 256 random bits: a slow hash would add nothing. */
export const keyHash = (key: string) => createHash('sha256').update(key).digest();

/** Enough of it to know it again, and too little to guess the rest; nothing of a short one, which is no random key. */
export const keyPrefix = (key: string) => (key.length >= 40 ? key.slice(0, 12) : null);
