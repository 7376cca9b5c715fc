import { type Provenance, ProvenanceManifest } from '@polyspool/contracts/provenance';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, errors } from 'jose';
import type { ProvenanceKeySet } from './provenance-keys.js';

type Signed = Omit<Provenance, 'isUnchanged'>;

/** What a manifest says, and whether one of the keys has signed it. */
export async function verifyProvenance(jws: string, keys: ProvenanceKeySet): Promise<Signed> {
  const { kid = '' } = decodeProtectedHeader(jws);
  const payload = jws.split('.')[1] ?? '';
  const manifest = ProvenanceManifest.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return { manifest, isSigned: await isSignedBy(jws, keys), keyId: kid, jws };
}

/** That no key fits is an answer; anything else that goes wrong is an error. */
async function isSignedBy(jws: string, keys: ProvenanceKeySet) {
  try {
    await compactVerify(jws, createLocalJWKSet({ keys: [...keys.keys] }), { algorithms: ['EdDSA'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
      return false;
    throw error;
  }
}
