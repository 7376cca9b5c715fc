import { testStores } from '@polyspool/service/testing/env';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('people', () => {
  let records: TestRecords;
  beforeEach(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterEach(() => records.close());

  it('are known by their key, made once', async () => {
    const anna = await records.people.ensure('Anna', 'operator', 'key of Anna');

    expect(await records.people.ensure('Anna', 'operator', 'key of Anna')).toEqual(anna);
    expect(await records.people.withKey('key of Anna')).toEqual({ id: anna.id, name: 'Anna', role: 'operator' });
    expect(await records.people.withKey('key of anna')).toBeUndefined();
    expect(await records.people.withKey('')).toBeUndefined();
  });

  it.each(['expires_at', 'revoked_at'])('are nobody when their key has passed %s', async (column) => {
    await records.people.ensure('Anna', 'user', 'key');
    await records.database.execute(`UPDATE api_keys SET ${column} = now() - interval '1 ms'`);

    expect(await records.people.withKey('key')).toBeUndefined();
  });

  it('are known until their key expires', async () => {
    await records.people.ensure('Anna', 'user', 'key');
    await records.database.execute(`UPDATE api_keys SET expires_at = now() + interval '1 hour'`);

    expect(await records.people.withKey('key')).toMatchObject({ name: 'Anna' });
  });

  it('do not come back with a key that was revoked', async () => {
    await records.people.ensure('Anna', 'user', 'key');
    await records.database.execute('UPDATE api_keys SET revoked_at = now()');

    await expect(records.people.ensure('Anna', 'user', 'key')).rejects.toThrow('api_keys_hash');
    expect(await records.database.query('SELECT 1 FROM users')).toHaveLength(1);
  });

  it('have keys of which only the hash is kept', async () => {
    await records.people.ensure('Anna', 'user', 'a secret key');

    const [row] = await records.database.query('SELECT * FROM api_keys');

    expect(JSON.stringify(row)).not.toContain('secret');
  });
});
