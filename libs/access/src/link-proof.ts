import { createHmac } from 'node:crypto';

export interface LinkClaims {
  readonly path: string;
  /** Seconds since 1970. */
  readonly expires: string;
  /** Who reads by it: a user's id; `all_` before it where they see what is others', `_` and the id of a key where that was used. */
  readonly scope: string;
}

/** What makes a link work without a key. Whoever has the secret may give one out. */
export const linkProof = (secret: string, { path, expires, scope }: LinkClaims) =>
  createHmac('sha256', secret).update(`${path}\n${expires}\n${scope}`).digest('base64url');
