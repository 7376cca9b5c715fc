import type { AuditPage } from '@polyspool/contracts/audit';
import type { EraseAnswer } from '@polyspool/contracts/gdpr';
import type { Job } from '@polyspool/contracts/job-status';
import { FileKey } from '@polyspool/contracts/files';
import { People } from '@polyspool/database/people';
import { systemUserId } from '@polyspool/database/system-user';
import { randomUUID } from 'node:crypto';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('what people may ask of what is kept of them', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  const post = (path: string, body: object, key?: string) =>
    gateway.ask('POST', path, key, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const codeOf = async (answer: Response) => (await jsonOf<{ code: string }>(answer)).code;
  const idOf = async (name: string) => {
    const [row] = await gateway.database.query<{ id: string }>('SELECT id FROM users WHERE name = $1', [name]);
    return row!.id; // the gateway has made them
  };

  it('is an export, which is a job of their own; operators may have one made of others', async () => {
    const answer = await gateway.ask('POST', '/v1/me/export');
    const job = await jsonOf<Job>(answer);

    expect([answer.status, job.type, job.input, answer.headers.get('location')]).toEqual([
      202,
      'gdpr.export',
      {},
      `/v1/jobs/${job.id}`,
    ]);
    const ofAnna = { type: 'gdpr.export', input: { userId: gateway.anna.id } };
    expect((await post('/v1/jobs', ofAnna, keys.operator)).status).toBe(202);
    expect(await codeOf(await post('/v1/jobs', ofAnna, keys.ben))).toBe('auth.forbidden');
  });

  it('is to be erased, once it is confirmed by name: by a job that is nobody’s', async () => {
    expect(await codeOf(await post('/v1/me/erase', { confirm: 'anna' }))).toBe('person.unconfirmed');
    expect(await jsonOf(await post('/v1/me/erase', { dryRun: true }))).toMatchObject({
      dryRun: true,
      tables: expect.arrayContaining([{ table: 'users', rows: 1 }]),
    });

    const answer = await post('/v1/me/erase', { confirm: 'Anna' });
    const { erasure } = await jsonOf<EraseAnswer>(answer);
    const again = await jsonOf<EraseAnswer>(await post('/v1/me/erase', { confirm: 'Anna' }));

    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/v1/erasures/${erasure?.id}`]);
    expect(again.erasure?.id).toBe(erasure?.id);
    const jobs = await gateway.database.query(
      `SELECT user_id AS "userId", input, hard_limit_ms AS "hardLimitMs" FROM jobs WHERE type = 'gdpr.erase'`,
    );
    expect(jobs).toEqual([{ userId: systemUserId, input: { userId: gateway.anna.id }, hardLimitMs: 7_200_000 }]);
  });

  it('is seen by its id without a key, with the certificate at the end', async () => {
    const { erasure } = await jsonOf<EraseAnswer>(await post('/v1/me/erase', { confirm: 'Ben' }, keys.ben));
    const state = async () => jsonOf(await fetch(`${gateway.url}/v1/erasures/${erasure?.id}`));
    expect(await state()).toMatchObject({ id: erasure?.id, status: 'queued' });
    const certificate = {
      certificateId: erasure?.id,
      personHash: 'abc',
      erasedAt: new Date().toISOString(),
      removed: { rows: 1, files: 2, redisKeys: 3, redisEvents: 4 },
      searched: { tables: 1, files: 2, redisKeys: 3 },
    };
    const file = FileKey.parse(`jobs/${erasure?.id}/certificate.json`);
    await gateway.storage.write(file, JSON.stringify(certificate));
    await gateway.database.execute(
      `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key, provenance)
       VALUES ($1, $2, 'certificate.json', 'report', 'application/json', 1, 'x', $3, 'a.b.c')`,
      [randomUUID(), erasure?.id, file],
    );

    expect(await state()).toMatchObject({ certificate, signature: 'a.b.c' });
    const [other] = await gateway.database.query<{ id: string }>(
      `SELECT id FROM jobs WHERE type = 'gdpr.export' LIMIT 1`,
    );
    const unknown = await fetch(`${gateway.url}/v1/erasures/${other?.id}`);
    expect([unknown.status, await codeOf(unknown)]).toEqual([404, 'erasure.unknown']);
  });

  it('is for administrators only where it is about others, and leaves one of them', async () => {
    const [olga, ada] = [await idOf('Olga'), await idOf('Ada')];
    const erase = (id: string, key: string, confirm: string) => post(`/v1/admin/users/${id}/erase`, { confirm }, key);

    expect(await codeOf(await erase(ada, keys.operator, 'Ada'))).toBe('auth.forbidden');
    expect(await codeOf(await erase(ada, keys.admin, 'Ada'))).toBe('person.lastAdmin');
    expect(await codeOf(await erase(systemUserId, keys.admin, 'Polyspool'))).toBe('auth.forbidden');
    expect(await codeOf(await erase(randomUUID(), keys.admin, 'Nobody'))).toBe('person.unknown');
    expect(await codeOf(await post('/v1/jobs', { type: 'gdpr.erase', input: { userId: olga } }, keys.admin))).toBe(
      'auth.forbidden',
    );
    const answer = await erase(olga, keys.admin, 'Olga');
    expect(answer.status).toBe(202);

    const { erasure } = await jsonOf<EraseAnswer>(answer);
    const { items } = await jsonOf<AuditPage>(
      await gateway.ask('GET', '/v1/admin/audit?action=person.erase', keys.admin),
    );
    expect(items[0]).toMatchObject({ actorId: ada, actorRole: 'admin', subject: erasure?.id });
    const eve = await gateway.app.get(People).ensure('Eve', 'admin', 'key-of-eve');
    expect((await erase(eve.id, keys.admin, 'Eve')).status).toBe(202);
    // She is on her way out.
    expect(await codeOf(await erase(ada, keys.admin, 'Ada'))).toBe('person.lastAdmin');
  });
});

describe('the audit log', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  const audit = async (query = '', key: string = keys.admin) =>
    jsonOf<AuditPage>(await gateway.ask('GET', `/v1/admin/audit${query}`, key));

  it('says who did what to what, newest first; neither what was only tried nor what failed', async () => {
    const post = (path: string, body: object = {}) =>
      gateway.ask('POST', path, keys.operator, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    await post('/v1/admin/queues/video/pause');
    await post('/v1/admin/queues/video/purge', { dryRun: true });
    await post('/v1/admin/queues/nothing/pause');
    await post('/v1/admin/queues/video/purge');
    await gateway.ask('DELETE', '/v1/admin/dead-letters?olderThanDays=3&dryRun=true', keys.operator);
    await gateway.ask('DELETE', '/v1/admin/dead-letters?olderThanDays=3', keys.operator);
    await post('/v1/admin/schedules', { name: 'nightly', type: 'system.debug', input: {}, cron: '0 3 * * *' });

    const { items } = await audit();
    expect(items.map(({ action, subject, actorRole, detail }) => [action, subject, actorRole, detail])).toEqual([
      ['schedule.add', 'nightly', 'operator', expect.objectContaining({ type: 'system.debug' })],
      ['deadLetter.purge', 'all', 'operator', { olderThanDays: '3', matched: 0 }],
      ['queue.purge', 'video', 'operator', { matched: 0, cancelled: 0 }],
      ['queue.pause', 'video', 'operator', expect.anything()],
    ]);
  });

  it('is read page by page, by operators, and filtered', async () => {
    const first = await audit('?limit=1');
    const second = await audit(`?limit=1&cursor=${first.nextCursor}`);
    const paused = await audit('?action=queue.pause&subject=video');

    expect([first, second, paused].map(({ items }) => items.map(({ action }) => action))).toEqual([
      ['schedule.add'],
      ['deadLetter.purge'],
      ['queue.pause'],
    ]);
    expect(paused.items[0]?.actorId).toBe((await audit('?limit=1')).items[0]?.actorId);
    expect((await gateway.ask('GET', '/v1/admin/audit', keys.anna)).status).toBe(403);
  });

  it('names the person of an export, and the kind of a job that is for operators only', async () => {
    const post = (path: string, body: object, key: string) =>
      gateway.ask('POST', path, key, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    const before = (await audit()).items.length;
    await post('/v1/me/export', {}, keys.anna);
    await post('/v1/jobs', { type: 'gdpr.export', input: {} }, keys.operator);
    const answers = [
      await post('/v1/jobs', { type: 'maintenance.cleanupOldFiles', input: { days: 9 } }, keys.operator),
      await post('/v1/reports', { type: 'systemHealth' }, keys.operator),
      await post(
        '/v1/notifications',
        { recipients: [{ email: 'ben@example.org' }], subject: 'Hello', message: 'There' },
        keys.operator,
      ),
      await post('/v1/jobs', { type: 'gdpr.export', input: { userId: gateway.anna.id } }, keys.operator),
      await post('/v1/jobs', { type: 'gdpr.export', input: {} }, keys.operator),
    ];
    const ids = await Promise.all(answers.map(async (answer) => (await jsonOf<Job>(answer)).id));

    const { items } = await audit();
    expect(
      items.slice(0, items.length - before).map(({ action, subject, detail }) => [action, subject, detail]),
    ).toEqual([
      ['job.start', 'gdpr.export', { jobId: ids[3], userId: gateway.anna.id }],
      ['job.start', 'notifications.send', { jobId: ids[2] }],
      ['job.start', 'reports.systemHealth', { jobId: ids[1] }],
      ['job.start', 'maintenance.cleanupOldFiles', { jobId: ids[0] }],
      ['person.export', gateway.anna.id, {}],
    ]);
  });
});
