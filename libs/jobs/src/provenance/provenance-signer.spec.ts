import { compactVerify, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import { ProvenanceSigner } from './provenance-signer.js';

const manifest = {
  engine: 'procedural',
  source: 'algorithmicMedia' as const,
  parameters: { prompt: 'A harbour' },
  seed: 7,
  inputs: [],
  artifact: { name: 'picture.png', mediaType: 'image/png', bytes: 5, sha256: 'ab' },
  job: { id: '0195c1d2-0000-7000-8000-000000000001', type: 'generation.image' },
  madeAt: '2026-01-01T00:00:00.000Z',
};

describe('a manifest', () => {
  it('is signed so that the public key alone verifies it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const signer = ProvenanceSigner.parse(JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'one' }));

    const jws = await signer.sign(manifest);

    expect(decodeProtectedHeader(jws)).toMatchObject({ alg: 'EdDSA', kid: 'one' });
    const { payload } = await compactVerify(jws, publicKey);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(manifest);
    const other = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    await expect(compactVerify(jws, other.publicKey)).rejects.toThrow();
  });

  it.each(['', '{}', 'secret', '{"kty":"OKP","crv":"Ed25519","x":"AA"}'])('is not signed with %p', (text) => {
    expect(() => ProvenanceSigner.parse(text)).toThrow('no private Ed25519 key');
  });
});
