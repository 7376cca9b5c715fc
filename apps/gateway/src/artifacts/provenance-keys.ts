import { z } from 'zod';

/** Of a key only what is public: a private part that somebody put there by mistake goes no further. */
const PublicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(64),
  x: z.string(),
});

/** A JWK Set (RFC 7517) of Ed25519 keys. */
export const ProvenanceKeySet = z.object({ keys: z.array(PublicKey) });
export type ProvenanceKeySet = z.output<typeof ProvenanceKeySet>;

/** Abstract so that Nest can inject it. */
export abstract class ProvenanceKeys {
  abstract readonly keys: ProvenanceKeySet['keys'];
}
