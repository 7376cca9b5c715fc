import { randomBytes } from 'node:crypto';

/** The letters in front let scanners of secrets find one that has got out. */
export const newApiKey = () => `psk_${randomBytes(32).toString('base64url')}`;
