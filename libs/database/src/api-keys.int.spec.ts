import { testStores } from '@polyspool/service/testing/env';
import { randomUUID } from 'node:crypto';
import { Accounts } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

const longKey = (name: string) => `psk_${name}`.padEnd(47, 'x');

describe('the keys of people', () => {
  let records: TestRecords;
  let keys: ApiKeys;
  let anna: string;
  let ben: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    keys = new ApiKeys(records.database, 3);
    [anna, ben] = [await records.addUser(), await records.addUser()];
  });
  afterEach(() => records.database.execute('DELETE FROM api_keys'));
  afterAll(() => records.close());

  const idOf = async (key: string) => (await records.people.withKey(key))?.id;

  it('open with their scopes until they end, and are known again by how they begin', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const made = await keys.add(anna, { name: 'CI', scopes: ['jobs:read'], expiresAt, key: longKey('ci') });

    expect(made).toMatchObject({
      userId: anna,
      name: 'CI',
      prefix: 'psk_cixxxxxx',
      scopes: ['jobs:read'],
      status: 'active',
    });
    expect(await records.people.withKey(longKey('ci'))).toEqual({
      ...{ id: anna, name: expect.any(String), role: 'user' },
      ...{ keyId: made.id, scopes: ['jobs:read'], keyExpiresAt: expiresAt },
    });
  });

  it('are found, renamed, changed and revoked by their owner only', async () => {
    const { id } = await keys.add(anna, { name: 'hers', key: longKey('hers') });
    const unknown = { code: 'apiKey.unknown', status: 404 };

    await expect(keys.find(id, ben)).rejects.toMatchObject(unknown);
    await expect(keys.rename(id, ben, 'his')).rejects.toMatchObject(unknown);
    await expect(keys.revoke(id, ben)).rejects.toMatchObject(unknown);
    const rotation = { key: longKey('his'), overlapSeconds: 0, mayHave: () => undefined };
    await expect(keys.rotate(id, ben, rotation)).rejects.toMatchObject(unknown);
    await expect(keys.find(randomUUID(), anna)).rejects.toMatchObject(unknown);
    expect(await idOf(longKey('hers'))).toBe(anna);
    expect(await keys.list(9, { userId: ben })).toEqual([]);
  });

  it('are good beside their successor for the overlap, and no longer', async () => {
    const { id } = await keys.add(anna, { name: 'CI', scopes: ['jobs:write'], key: longKey('one') });

    const next = await keys.rotate(id, anna, { key: longKey('two'), overlapSeconds: 60, mayHave: () => undefined });

    expect(next).toMatchObject({ name: 'CI', scopes: ['jobs:write'], status: 'active' });
    expect([await idOf(longKey('one')), await idOf(longKey('two'))]).toEqual([anna, anna]);
    expect(await keys.find(id, anna)).toMatchObject({ replacedBy: next.id, expiresAt: expect.any(String) });
    await expect(
      keys.rotate(id, anna, { key: longKey('2b'), overlapSeconds: 60, mayHave: () => undefined }),
    ).rejects.toMatchObject({ code: 'apiKey.inactive', status: 409 });
    await keys.rotate(next.id, undefined, { key: longKey('three'), overlapSeconds: 0, mayHave: () => undefined });
    expect([await idOf(longKey('two')), await idOf(longKey('three'))]).toEqual([undefined, anna]);
  });

  it('end at once when they are revoked, and stay on the list', async () => {
    const { id } = await keys.add(anna, { name: 'lost', key: longKey('lost') });
    await keys.revoke(id, anna);
    await keys.revoke(id, anna);

    expect(await idOf(longKey('lost'))).toBeUndefined();
    expect(await keys.list(9, { userId: anna })).toMatchObject([{ id, status: 'revoked' }]);
    expect(await keys.list(9, { userId: anna, active: true })).toEqual([]);
  });

  it('are so many at most that open something, however many are made at once', async () => {
    const attempts = Array.from({ length: 8 }, (_, at) => keys.add(anna, { name: 'many', key: longKey(`m${at}`) }));
    const made = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');
    expect(made).toHaveLength(3);
    await expect(keys.add(anna, { name: 'x', key: 'x' })).rejects.toMatchObject({ code: 'quota.apiKeys', status: 429 });

    await keys.revoke((await keys.list(1, { userId: anna }))[0]!.id, anna);

    await expect(keys.add(anna, { name: 'x', key: longKey('x') })).resolves.toMatchObject({ name: 'x' });
    await expect(keys.add(randomUUID(), { name: 'x', key: 'x' })).rejects.toMatchObject({ code: 'person.unknown' });
  });

  it('of the last administrator keep them one', async () => {
    const accounts = new Accounts(records.database);
    const [ada, eve] = [
      await accounts.add({ name: 'Ada', role: 'admin' }),
      await accounts.add({ name: 'Eve', role: 'admin' }),
    ];
    await keys.add(ada.id, { name: 'Ada', key: longKey('ada') });
    const isLast = { code: 'person.lastAdmin', status: 409 };
    // Eve has no key: she could not administer anything.
    await expect(accounts.change(ada.id, { disabled: true })).rejects.toMatchObject(isLast);
    await keys.add(eve.id, { name: 'Eve', key: longKey('eve') });

    const both = await Promise.allSettled([
      accounts.change(ada.id, { role: 'user' }),
      accounts.change(eve.id, { disabled: true }),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((end) => end.status === 'rejected')).toMatchObject({ reason: isLast });
  });
});
