import { notificationJobs } from '@polyspool/contracts/notifications';
import { gdprJobs } from '@polyspool/contracts/reports';
import { systemJobs } from '@polyspool/contracts/system';
import { systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { type Fields, pack, unpack } from '@polyspool/jobs/packing/packed-input';
import { packOutput, unpackOutput } from '@polyspool/jobs/packing/packed-output';
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

  /** An operator's message to both, by their ids and addresses: sealed, once in its row and once in storage. */
  const tellBoth = async (anna: Settled, ben: Settled) => {
    const parts = { storage: house.storage, keys: house.keys };
    const both = [anna, ben].flatMap(({ id, mark }) => [
      { userId: id },
      { email: `${mark.toUpperCase()}@example.org` },
    ]);
    const many = Array.from({ length: 200 }, (_, at) => ({ email: `reader-${at}@example.org` }));
    const lists = [both, [...both, ...many]];
    const ids = await Promise.all(
      lists.map(async (recipients) => {
        const id = newJobId();
        const [subject, message, deliveries] = ['News', 'For all', [{ recipient: anna.id }, { recipient: ben.id }]];
        const input = await pack(notificationJobs.send, id, { recipients, subject, message }, parts);
        await house.jobs.accept(
          { id, userId: systemUserId, type: 'notifications.send', queue: 'notifications', input },
          100,
        );
        const output = await packOutput(notificationJobs.send, id, { deliveries }, parts);
        const end = `UPDATE jobs SET status = 'succeeded', finished_at = now(), output = $2 WHERE id = $1`;
        await house.database.execute(end, [id, output]);
        return id;
      }),
    );
    return async () => {
      const rows = await house.database.query<{ id: string; input: Fields; output: unknown }>(
        'SELECT id, input, output FROM jobs WHERE id = ANY($1) ORDER BY id',
        [ids],
      );
      const opened = rows.map(async ({ id, input, output }) => [
        await unpack(notificationJobs.send, id, input, parts),
        await unpackOutput(notificationJobs.send, id, output, parts),
      ]);
      return JSON.stringify(await Promise.all(opened));
    };
  };

  it('is found in no database, storage or Redis, and in no backup from before; everybody else is in all of them', async () => {
    const [anna, ben] = [
      await settle(house, 'Anna Amsel', 'annas-diary'),
      await settle(house, 'Ben Bussard', 'bens-diary'),
    ];
    await leaveTraces(anna, ben);
    const told = await tellBoth(anna, ben);
    const toldBefore = (await told()).toLowerCase();
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
    // What administrators were told of, by the platform.
    const alert = { severity: 'warning', subject: 'Refused', message: `Annas-Diary@Example.org, of ${anna.id}` };
    const sent = { id: newJobId(), userId: systemUserId, type: 'notifications.systemAlert', queue: 'notifications' };
    await house.jobs.accept({ ...sent, input: alert }, 100);
    await house.database.execute(
      `INSERT INTO notifications (id, user_id, topic, subject, message) VALUES ($1, $2, 'systemAlert', 'Refused', $3)`,
      [randomUUID(), ben.id, alert.message],
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
    const toldAfter = (await told()).toLowerCase();
    expect([ofAnna(toldBefore), ofAnna(toldAfter)]).toEqual([true, false]);
    expect(toldAfter.match(/bens-diary|reader-199/g)).toEqual(toldBefore.match(/bens-diary|reader-199/g));
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
    const ofBen = says('bens-diary', 'ben bussard', ben.id, ben.jobId);
    // What he was told after the backup is not in it.
    const expected = (await rowsOf(house)).filter((row) => ofBen(row) && !row.includes('systemAlert'));
    expect(restored.filter(ofBen)).toEqual(expected);
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
