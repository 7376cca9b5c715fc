import { Backups, newBackupId } from '@polyspool/database/backups';
import { jsonClient } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const at = '/v1/admin/backups';

describe('backups over HTTP', () => {
  let gateway: TestGateway;
  let ask: ReturnType<typeof jsonClient>;
  beforeAll(async () => {
    gateway = await openGateway();
    ask = jsonClient(gateway);
  });
  afterAll(() => gateway.close());

  const add = async () => {
    const id = newBackupId();
    const backup = {
      id,
      bytes: 9_007_199_254,
      sha256: 'ab',
      rows: 3,
      tables: 2,
      createdAt: '2026-01-02T03:00:00.000Z',
    };
    await gateway.app.get(Backups).add(backup, 'weekly');
    return { ...backup, kind: 'weekly' };
  };

  it('are listed by pages, newest first, and found by id', async () => {
    const [older, newer] = [await add(), await add()];
    const first = await ask<{ items: object[]; nextCursor: string }>('GET', `${at}?limit=1`, undefined, keys.operator);
    const path = `${at}?limit=1&cursor=${first.body.nextCursor}`;

    expect(first.body.items).toEqual([newer]);
    expect((await ask('GET', path, undefined, keys.operator)).body).toEqual({ items: [older] });
    expect((await ask('GET', `${at}/${older.id}`, undefined, keys.operator)).body).toEqual(older);
  });

  it('are made by a job of an operator, and none of a user’s business', async () => {
    const job = { type: 'maintenance.backupDatabase', input: {} };

    expect(await ask('POST', '/v1/jobs', job, keys.operator)).toMatchObject({ status: 202, body: { type: job.type } });
    expect((await ask('POST', '/v1/jobs', job, keys.anna)).status).toBeGreaterThanOrEqual(400);
    expect(await ask('GET', at, undefined, keys.anna)).toMatchObject({ status: 403 });
    const unknown = await ask('GET', `${at}/${newBackupId()}`, undefined, keys.operator);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'backup.unknown' } });
  });
});
