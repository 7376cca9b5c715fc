import { jest } from '@jest/globals';
import { ApiKeys } from '@polyspool/database/api-keys';
import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { Access } from './access.js';
import { KeyUses } from './key-uses.js';

describe('access', () => {
  let records: TestRecords;
  let access: Access;
  let uses: KeyUses;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    uses = new KeyUses(new ApiKeys(records.database));
    access = new Access(records.people, uses);
  });
  afterAll(async () => {
    await uses.beforeApplicationShutdown();
    await records.close();
  });

  it('knows a person by their key', async () => {
    const anna = await records.people.ensure('Anna', 'admin', 'key of Anna');

    expect(await access.identify('key of Anna')).toEqual({ ...anna, keyId: expect.any(String) });
  });

  it.each([undefined, ''])('asks for a key when there is none: %j', async (key) => {
    await expect(access.identify(key)).rejects.toMatchObject({ code: 'auth.missing', status: 401 });
  });

  it('refuses a wrong key, and one that was revoked', async () => {
    await records.people.ensure('Ben', 'user', 'key of Ben');
    await expect(access.identify('key of Be')).rejects.toMatchObject({ code: 'auth.invalid', status: 401 });
    await records.database.execute('UPDATE api_keys SET revoked_at = now()');

    await expect(access.identify('key of Ben')).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('refuses a key that was just good within seconds of its being revoked', async () => {
    await records.people.ensure('Carla', 'user', 'key of Carla');
    await access.identify('key of Carla');

    await records.database.execute('UPDATE api_keys SET revoked_at = now()');

    await eventually(() => expect(access.identify('key of Carla')).rejects.toMatchObject({ code: 'auth.invalid' }));
  });

  it('refuses somebody who is disabled, and knows them again when that is over', async () => {
    const { id } = await records.people.ensure('Emil', 'user', 'key of Emil');
    await records.database.execute('UPDATE users SET disabled_at = now() WHERE id = $1', [id]);
    await expect(access.identify('key of Emil')).rejects.toMatchObject({ code: 'auth.invalid' });

    await records.database.execute('UPDATE users SET disabled_at = NULL WHERE id = $1', [id]);

    expect(await access.identify('key of Emil')).toMatchObject({ id });
  });

  it('writes down later which keys were used', async () => {
    const { id } = await records.people.ensure('Frida', 'user', 'key of Frida');
    const used = () =>
      records.database.query("SELECT 1 FROM api_keys WHERE user_id = $1 AND last_used_at > now() - interval '1 min'", [
        id,
      ]);
    await access.identify('key of Frida');
    expect(await used()).toEqual([]);

    await uses.write();

    expect(await used()).toHaveLength(1);
  });

  it('looks a key up once for many requests at once', async () => {
    await records.people.ensure('Dora', 'user', 'key of Dora');
    const lookUp = jest.spyOn(records.people, 'withKey');

    await Promise.all(Array.from({ length: 20 }, () => access.identify('key of Dora')));

    expect(lookUp).toHaveBeenCalledTimes(1);
  });
});
