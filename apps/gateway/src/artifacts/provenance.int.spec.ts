import { FileKey } from '@polyspool/contracts/files';
import { Provenance, type ProvenanceManifest } from '@polyspool/contracts/provenance';
import { ProvenanceSigner } from '@polyspool/jobs/provenance/provenance-signer';
import { publishFiles } from '@polyspool/database/published-files';
import { exportJWK, generateKeyPair } from 'jose';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let now: Key;
let before: Key;
let foreign: Key;
beforeAll(async () => {
  [now, before, foreign] = (await Promise.all(['now', 'before', 'now'].map(newKey))) as [Key, Key, Key];
  const publicKeys = [now, before].map(({ kid, x }) => ({ kty: 'OKP' as const, crv: 'Ed25519' as const, kid, x }));
  gateway = await openGateway({ PROVENANCE_PUBLIC_KEYS: { keys: publicKeys } });
});
afterAll(() => gateway.close());

type Key = { readonly kid: string; readonly x: string; readonly jwk: string };

type Listed = ProvenanceManifest['artifact'];

async function newKey(kid: string): Promise<Key> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid };
  return { kid, x: jwk.x!, jwk: JSON.stringify(jwk) };
}

/** A picture of Anna's, with its manifest signed by the key. It may be listed otherwise than it was signed. */
async function publish(key: Key | undefined, change: Partial<ProvenanceManifest> = {}, listed: Partial<Listed> = {}) {
  const [jobId, name, content] = [v7(), 'picture.png', `picture ${v7()}`];
  const storageKey = FileKey.parse(`jobs/${jobId}/${v7()}/${name}`);
  const { bytes, sha256 } = await gateway.storage.write(storageKey, content);
  await gateway.database.execute(
    `INSERT INTO jobs (id, user_id, type, queue, input) VALUES ($1, $2, 'generation.image', 'image-generation', '{}')`,
    [jobId, gateway.anna.id],
  );
  const file = { name, mediaType: 'image/png', bytes, sha256 };
  const manifest: ProvenanceManifest = {
    engine: 'procedural',
    source: 'algorithmicMedia',
    parameters: { prompt: 'A harbour at night' },
    seed: 7,
    inputs: [{ name: 'prompt', sha256: 'ab' }],
    artifact: file,
    job: { id: jobId, type: 'generation.image' },
    madeAt: '2026-11-22T12:00:00.000Z',
    ...change,
  };
  const provenance = key && (await ProvenanceSigner.parse(key.jwk).sign(manifest));
  await gateway.database.transaction((tx) =>
    publishFiles(tx, [{ ...file, ...listed, jobId, kind: 'picture', storageKey, provenance }]),
  );
  const [row] = await gateway.database.query<{ id: string }>('SELECT id FROM artifacts WHERE job_id = $1', [jobId]);
  return { path: `/v1/artifacts/${row!.id}/provenance`, manifest, storageKey };
}

const provenanceOf = async (path: string) => Provenance.strict().parse(await jsonOf(await gateway.ask('GET', path)));

describe('how a file was made', () => {
  it('is told, signed with the key of now or one before it', async () => {
    for (const key of [now, before]) {
      const { path, manifest } = await publish(key);

      const answer = await provenanceOf(path);

      expect(answer).toMatchObject({ manifest, isSigned: true, isUnchanged: true, keyId: key.kid });
      expect(answer.jws).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    }
  });

  it('is not to be believed when somebody else has signed it, by the same name or another', async () => {
    const other = await newKey('other');
    for (const key of [foreign, other]) {
      const { path } = await publish(key);

      expect(await provenanceOf(path)).toMatchObject({ isSigned: false, isUnchanged: true });
    }
  });

  it('is not that of the file when its bytes have changed, or when it was signed for another job', async () => {
    const changed = await publish(now);
    await gateway.storage.write(changed.storageKey, 'another picture');
    const moved = await publish(now, { job: { id: v7(), type: 'generation.image' } });

    expect(await provenanceOf(changed.path)).toMatchObject({ isSigned: true, isUnchanged: false });
    expect(await provenanceOf(moved.path)).toMatchObject({ isSigned: true, isUnchanged: false });
  });

  it.each([
    ['name', { name: 'film.mp4' }],
    ['media type', { mediaType: 'text/html' }],
    ['size', { bytes: 1 }],
  ])('is not that of the file when the file goes by another %s', async (_, change) => {
    const { path, manifest } = await publish(now, undefined, change);

    expect(await provenanceOf(path)).toMatchObject({ manifest, isSigned: true, isUnchanged: false });
  });

  it('is unknown of files that came without, and of those of others', async () => {
    const { path } = await publish(undefined);
    const { path: own } = await publish(now);

    const answers = [
      await gateway.ask('GET', path),
      await gateway.ask('GET', own, keys.ben),
      await gateway.ask('GET', `/v1/artifacts/${v7()}/provenance`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await Promise.all(answers.map(jsonOf))).toMatchObject([
      { code: 'artifact.noProvenance' },
      { code: 'artifact.unknown' },
      { code: 'artifact.unknown' },
    ]);
  });

  it('can be verified by anybody: the keys are public, and only what is public of them', async () => {
    const answer = await fetch(`${gateway.url}/v1/provenance-keys`);

    expect(await answer.json()).toEqual({
      keys: [now, before].map(({ kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', kid, x })),
    });
  });
});
