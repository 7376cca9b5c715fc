import { ProvenanceKeySet } from './artifacts/provenance-keys.js';
import { jsonEnv } from './json-env.js';

describe('JSON in the environment', () => {
  const keySet = jsonEnv(ProvenanceKeySet);
  const key = { kty: 'OKP', crv: 'Ed25519', kid: 'one', x: 'AA' };

  it('is read, and of a key only what is public', () => {
    expect(keySet.parse(JSON.stringify({ keys: [{ ...key, d: 'secret' }] }))).toEqual({ keys: [key] });
  });

  it.each(['', 'no JSON', '{}', '{"keys":[{"kty":"RSA"}]}'])('is refused as %j', (text) => {
    expect(keySet.safeParse(text).success).toBe(false);
  });
});
