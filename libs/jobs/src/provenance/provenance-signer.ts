import { ProvenanceManifest } from '@polyspool/contracts/provenance';
import { CompactSign, importJWK, type JWK } from 'jose';
import { z } from 'zod';

const PrivateKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(64),
  x: z.string(),
  d: z.string(),
});

/** Signs what is said of how a file was made: compact JWS (RFC 7515) with EdDSA (RFC 8037). */
export class ProvenanceSigner {
  readonly #key: ReturnType<typeof importJWK>;

  private constructor(private readonly jwk: z.output<typeof PrivateKey>) {
    this.#key = importJWK(jwk as JWK, 'EdDSA');
  }

  /** A private JWK (RFC 8037) as JSON, with a `kid`. Throws what is wrong with it, without saying the key. */
  static parse(text: string): ProvenanceSigner {
    const key = PrivateKey.safeParse(jsonOf(text));
    if (!key.success) throw new Error('it is no private Ed25519 key as JWK with a kid');
    return new ProvenanceSigner(key.data);
  }

  async sign(manifest: ProvenanceManifest): Promise<string> {
    const payload = new TextEncoder().encode(JSON.stringify(ProvenanceManifest.parse(manifest)));
    const header = { alg: 'EdDSA', kid: this.jwk.kid, typ: 'provenance+jws' };
    return new CompactSign(payload).setProtectedHeader(header).sign(await this.#key);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // which is no key either
  }
}
