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
    const found = await records.people.withKey('key of Anna');
    expect(found).toEqual({ ...anna, keyId: expect.any(String) });
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

    await records.people.ensure('Anna', 'user', 'key');

    expect(await records.people.withKey('key')).toBeUndefined();
    expect(await records.database.query('SELECT 1 FROM users')).toHaveLength(1);
  });

  it('are made when they first sign in, once, and are what their issuer says', async () => {
    const signIn = { issuer: 'https://id.example', subject: 'anna', name: 'Anna', role: 'user' as const };
    const [anna, again] = await Promise.all([records.people.signedIn(signIn), records.people.signedIn(signIn)]);
    expect(again).toEqual(anna);

    const promoted = await records.people.signedIn({ ...signIn, name: 'Anna B.', role: 'operator' });

    expect(promoted).toEqual({ id: anna?.id, name: 'Anna B.', role: 'operator' });
    expect(await records.people.signedIn({ ...signIn, issuer: 'https://other.example' })).not.toMatchObject({
      id: anna?.id,
    });
    const noted = await records.database.query(
      'SELECT action, detail FROM audit_entries WHERE actor_id = $1 ORDER BY id',
      [anna?.id],
    );
    expect(noted).toEqual([
      { action: 'user.join', detail: { role: 'user' } },
      { action: 'user.roleBySignIn', detail: { role: 'operator' } },
    ]);
  });

  it('keep the role that administrators gave them where their issuer says none, and stay out when disabled', async () => {
    const signIn = { issuer: 'https://id.example', subject: 'ben', name: 'Ben' };
    const ben = await records.people.signedIn(signIn);
    await records.database.execute(`UPDATE users SET role = 'admin' WHERE id = $1`, [ben?.id]);
    expect(await records.people.signedIn(signIn)).toMatchObject({ role: 'admin' });

    await records.database.execute('UPDATE users SET disabled_at = now() WHERE id = $1', [ben?.id]);

    expect(await records.people.signedIn(signIn)).toBeUndefined();
  });

  it('have keys of which only the hash is kept', async () => {
    await records.people.ensure('Anna', 'user', 'a secret key');

    const [row] = await records.database.query('SELECT * FROM api_keys');

    expect(JSON.stringify(row)).not.toContain('secret');
  });
});
