import { jest } from '@jest/globals';
import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { Access } from './access.js';

describe('access', () => {
  let records: TestRecords;
  let access: Access;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    access = new Access(records.people);
  });
  afterAll(() => records.close());

  it('knows a person by their key', async () => {
    const anna = await records.people.ensure('Anna', 'admin', 'key of Anna');

    expect(await access.identify('key of Anna')).toEqual(anna);
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

  it('looks a key up once for many requests at once', async () => {
    await records.people.ensure('Dora', 'user', 'key of Dora');
    const lookUp = jest.spyOn(records.people, 'withKey');

    await Promise.all(Array.from({ length: 20 }, () => access.identify('key of Dora')));

    expect(lookUp).toHaveBeenCalledTimes(1);
  });
});
