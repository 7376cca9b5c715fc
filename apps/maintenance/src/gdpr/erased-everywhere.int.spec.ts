import { gdprJobs } from '@polyspool/contracts/reports';
import { systemJobs } from '@polyspool/contracts/system';
import { systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { ProvenanceSigner } from '@polyspool/jobs/provenance/provenance-signer';
import { readText } from '@polyspool/storage/storage';
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import { emptyDatabase, openBackups, type TestBackups } from '../backup/testing-backups.js';
import { readableIn } from '../backup/testing-readable.js';
import { restoreInto } from '../restore/restore-into.js';
import { everything, settle, type Settled } from './testing-people.js';

const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

describe('somebody who is erased', () => {
  let house: TestBackups;
  let target: Awaited<ReturnType<typeof emptyDatabase>>;
  beforeAll(async () => {
    house = await openBackups({ PROVENANCE_KEY: ProvenanceSigner.parse(JSON.stringify({ ...key, kid: 'spec' })) });
    target = await emptyDatabase();
  });
  afterAll(async () => {
    await target.drop();
    await house.close();
  });

  /** Traces with others, with the platform and in Redis. */
  const leaveTraces = async (anna: Settled, ben: Settled) => {
    const { database, jobs } = house;
    const accept = async (userId: string, type: string, input: object) => {
      const { id } = await jobs.accept(
        { id: newJobId(), userId, type, queue: type.split('.')[0]!, input: { ...input } },
        100,
      );
      await database.execute(`UPDATE jobs SET status = 'succeeded', finished_at = now() WHERE id = $1`, [id]);
      await database.execute('DELETE FROM outbox WHERE job_id = $1', [id]);
      return id;
    };
    for (const said of [`system.debug failed: internal: ${anna.mark}`, `Refused: Annas-Diary@Example.org`]) {
      await database.execute(
        `INSERT INTO alerts (id, kind, subject, message, first_at, last_at) VALUES ($1, 'deadLetter', $2, $3, now(), now())`,
        [randomUUID(), randomUUID(), said],
      );
    }
    await database.execute(
      `INSERT INTO audit_entries (id, actor_id, actor_role, action, subject, detail)
       VALUES ($1, $2, 'admin', 'projectMember.put', $3, '{"role": "viewer"}'), ($4, $3::uuid, 'user', 'x', 'y', '{}')`,
      [randomUUID(), ben.id, anna.id, randomUUID()],
    );
    for (const { id, jobId, mark } of [anna, ben]) {
      await house.put(systemJobs.debug, { note: mark }, jobId);
      await house.ended(jobId);
      await accept(systemUserId, 'notifications.processingComplete', { jobId, run: 1 });
      const link = `http://127.0.0.1:8000/jobs/${jobId}`;
      await accept(systemUserId, 'notifications.send', {
        subject: `Report of ${mark}`,
        message: `It is here: ${link}`,
      });
      await accept(id === anna.id ? ben.id : anna.id, 'reports.user', { userId: id });
    }
  };

  it('is found in no database, storage or Redis, and in no backup from before; everybody else is in all of them', async () => {
    const [anna, ben] = [
      await settle(house, 'Anna Amsel', 'annas-diary'),
      await settle(house, 'Ben Bussard', 'bens-diary'),
    ];
    await leaveTraces(anna, ben);
    const says =
      (...marks: string[]) =>
      (text: string) =>
        marks.some((mark) => text.toLowerCase().includes(mark));
    const ofAnna = says('annas-diary', 'anna amsel', anna.id, anna.uploadId, anna.jobId, anna.waiting);
    const bens = (await everything(house)).filter(says('bens-diary', 'ben bussard'));
    const { backup } = await house.backUp();
    const readable = await readableIn(house, backup.id);
    expect([readable.some(says('annas-diary')), readable.some(says('bens-diary'))]).toEqual([true, true]);

    await house.database.execute(
      `INSERT INTO audit_entries (id, actor_role, action, subject, detail) VALUES ($1, 'admin', 'x', 'Anna Amsel', $2)`,
      [randomUUID(), { to: 'Annas-Diary@Example.org' }],
    );
    const erasure = newJobId();
    const input = { userId: anna.id };
    await house.jobs.accept(
      { id: erasure, userId: systemUserId, type: gdprJobs.erase.name, queue: 'reports', input },
      100,
    );
    await house.database.execute('DELETE FROM outbox WHERE job_id = $1', [erasure]);
    await house.put(gdprJobs.erase, input, erasure);
    const { completed } = await house.ended(erasure, 'reports');
    // job-status removes it from Redis once its end has been recorded.
    const left = (await everything(house)).filter((text) => !text.includes(`:reports:${erasure}_1`));

    expect(left.filter(ofAnna)).toEqual([]);
    expect(left.filter(says('bens-diary', 'ben bussard'))).toEqual(bens);
    const certificate = completed!.artifacts[0]!;
    const said = await readText(house.storage, certificate.key);
    expect(JSON.parse(said)).toMatchObject({ personHash: createHash('sha256').update(anna.id).digest('hex') });
    expect(verified(certificate.provenance!)).toMatchObject({
      artifact: { name: 'certificate.json', sha256: createHash('sha256').update(said).digest('hex') },
      job: { id: erasure, type: 'gdpr.erase' },
    });

    expect((await readableIn(house, backup.id)).filter(says('annas-diary', 'anna amsel', anna.jobId))).toEqual([]);
    const { keys, programs } = house.parts;
    const order = { wanted: backup.id, targetUrl: target.url, storage: house.storage, keys, programs };
    const { isSame } = await restoreInto({ ...order, say: () => undefined });
    const restored = await rowsOf(house, target.url);
    expect(isSame).toBe(true);
    expect(restored.filter(ofAnna)).toEqual([]);
    expect(restored.filter(says('bens-diary', 'ben bussard', ben.id, ben.jobId))).toEqual(
      (await rowsOf(house)).filter(says('bens-diary', 'ben bussard', ben.id, ben.jobId)),
    );
  });
});

/** What a compact JWS says, if the public key alone verifies it. */
function verified(jws: string): unknown {
  const [header, payload, signature] = jws.split('.') as [string, string, string];
  const publicKey = createPublicKey({ key: { kty: key.kty!, crv: key.crv!, x: key.x! }, format: 'jwk' });
  const isGenuine = verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
  return isGenuine && JSON.parse(Buffer.from(payload, 'base64url').toString());
}

async function rowsOf(house: TestBackups, url?: string) {
  const { person_keys: _keys, backups: _backups, ...tables } = await house.contents(url);
  return Object.entries(tables).flatMap(([table, rows]) => rows.map((row) => `${table} ${row}`));
}
