import type { ApiKey, ApiKeyPage, ApiKeyWithSecret } from '@polyspool/contracts/api-keys';
import type { AuditPage } from '@polyspool/contracts/audit';
import type { Account, AccountPage, Me } from '@polyspool/contracts/people';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const scripted = { headers: { 'content-type': 'application/json' } };

describe('API keys', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  const send = async <Shape>(method: string, path: string, key = keys.anna, body?: unknown) => {
    const answer = await gateway.ask(
      method,
      path,
      key,
      body === undefined ? {} : { ...scripted, body: JSON.stringify(body) },
    );
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Shape & { code?: string }, answer };
  };
  const make = async (body: object, key = keys.anna) =>
    (await send<ApiKeyWithSecret>('POST', '/v1/me/api-keys', key, body)).body;
  const opens = async (key: string, path = '/v1/jobs') => (await send('GET', path, key)).status;
  const audited = async (action: string) =>
    (await send<AuditPage>('GET', `/v1/admin/audit?action=${action}`, keys.admin)).body.items;

  it('are made by their owner, shown once, and open what they were made for', async () => {
    const { status, body, answer } = await send<ApiKeyWithSecret>('POST', '/v1/me/api-keys', keys.anna, {
      name: 'Reader',
      scopes: ['jobs:read', 'jobs:read'],
    });

    expect([status, answer.headers.get('cache-control'), answer.headers.get('location')]).toEqual([
      ...[201, 'no-store', `/v1/me/api-keys/${body.id}`],
    ]);
    expect(body).toMatchObject({
      name: 'Reader',
      scopes: ['jobs:read'],
      prefix: body.key.slice(0, 12),
      status: 'active',
    });
    expect([await opens(body.key), await opens(body.key, '/v1/uploads')]).toEqual([200, 403]);
    const refused = await send('POST', '/v1/jobs', body.key, {});
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.scopeMissing']);
    expect(refused.answer.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
    expect((await send<Me>('GET', '/v1/me', body.key)).body).toMatchObject({ name: 'Anna', scopes: ['jobs:read'] });
    expect(JSON.stringify((await send('GET', '/v1/me/api-keys')).body)).not.toContain(body.key);
    expect(await audited('apiKey.create')).toMatchObject([
      { actorId: gateway.anna.id, subject: body.id, detail: { name: 'Reader', scopes: ['jobs:read'] } },
    ]);
    expect(JSON.stringify(gateway.lines)).not.toContain(body.key);
  });

  it('give out none that opens more than themselves, or for longer', async () => {
    const narrow = await make({ name: 'Account', scopes: ['account:write', 'jobs:read'] });
    const soon = new Date(Date.now() + 60_000).toISOString();
    const short = await make({ name: 'Short', expiresAt: soon });

    expect(await make({ name: 'Heir' }, narrow.key)).toMatchObject({ scopes: ['account:write', 'jobs:read'] });
    expect(await make({ name: 'x', scopes: ['jobs:write'] }, narrow.key)).toMatchObject({ code: 'auth.scopeMissing' });
    const main = (await send<ApiKeyPage>('GET', '/v1/me/api-keys?active=true')).body.items.at(-1)!;
    expect((await send('POST', `/v1/me/api-keys/${main.id}/rotate`, narrow.key, {})).body.code).toBe(
      'auth.scopeMissing',
    );
    expect(await make({ name: 'Heir' }, short.key)).toMatchObject({ expiresAt: soon });
    const later = new Date(Date.now() + 120_000).toISOString();
    expect(await make({ name: 'x', expiresAt: later }, short.key)).toMatchObject({ code: 'auth.forbidden' });
    expect(await make({ name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      ...{ code: 'input.invalid', errors: [{ pointer: '/expiresAt' }] },
    });
  });

  it('are rotated with an overlap, and revoked', async () => {
    const old = await make({ name: 'CI' });
    const rotated = await send<ApiKeyWithSecret>('POST', `/v1/me/api-keys/${old.id}/rotate`, keys.anna, {});

    expect(rotated.status).toBe(201);
    expect([await opens(old.key), await opens(rotated.body.key)]).toEqual([200, 200]);
    expect((await send<ApiKey>('GET', `/v1/me/api-keys/${old.id}`)).body.replacedBy).toBe(rotated.body.id);

    expect((await send('DELETE', `/v1/me/api-keys/${rotated.body.id}`)).status).toBe(204);
    // Known for good until a moment ago: it may open for two seconds more.
    const until = Date.now() + 5_000;
    while ((await opens(rotated.body.key)) !== 401 && Date.now() < until);
    expect((await send('GET', '/v1/jobs', rotated.body.key)).body.code).toBe('auth.invalid');
    expect(await audited('apiKey.revoke')).toMatchObject([{ subject: rotated.body.id }]);
  });

  it('of an administrator without their scope make a user of them', async () => {
    const plain = await make({ name: 'Plain', scopes: ['jobs:write', 'account:read'] }, keys.admin);
    const looking = await make({ name: 'Looking', scopes: ['admin:read', 'jobs:write'] }, keys.admin);

    expect((await send<Me>('GET', '/v1/me', plain.key)).body.role).toBe('user');
    expect((await send('GET', '/v1/admin/users', plain.key)).body.code).toBe('auth.scopeMissing');
    expect([await opens(looking.key, '/v1/admin/users'), await opens(looking.key, '/internal/info')]).toEqual([
      200, 200,
    ]);
    expect((await send('POST', '/v1/admin/queues/video/pause', looking.key, {})).body.code).toBe('auth.scopeMissing');
    const cleaning = { type: 'maintenance.cleanupOldFiles', input: { days: 1 } };
    expect((await send('POST', '/v1/jobs', looking.key, cleaning)).body.code).toBe('auth.forbidden');
  });

  it('are given to people by administrators, whom operators may only look at', async () => {
    expect((await send('POST', '/v1/admin/users', keys.operator, { name: 'Cleo' })).body.code).toBe('auth.forbidden');
    const cleo = await send<Account>('POST', '/v1/admin/users', keys.admin, { name: 'Cleo' });
    expect([cleo.status, cleo.body]).toMatchObject([201, { name: 'Cleo', role: 'user', activeKeys: 0 }]);
    const wanted = { userId: cleo.body.id, name: 'First' };
    expect((await send('POST', '/v1/admin/api-keys', keys.operator, wanted)).body.code).toBe('auth.forbidden');

    const { body } = await send<ApiKeyWithSecret>('POST', '/v1/admin/api-keys', keys.admin, wanted);

    expect((await send<Me>('GET', '/v1/me', body.key)).body).toMatchObject({ id: cleo.body.id, role: 'user' });
    const found = await send<AccountPage>('GET', '/v1/admin/users?q=cleo', keys.operator);
    expect(found.body.items).toMatchObject([{ id: cleo.body.id, activeKeys: 1 }]);
    const theirs = await send<ApiKeyPage>('GET', `/v1/admin/api-keys?userId=${cleo.body.id}`, keys.operator);
    expect(theirs.body.items).toMatchObject([{ id: body.id, name: 'First' }]);
    expect((await send('DELETE', `/v1/admin/api-keys/${body.id}`, keys.operator)).body.code).toBe('auth.forbidden');
    expect((await send('DELETE', `/v1/admin/api-keys/${body.id}`, keys.admin)).status).toBe(204);
    expect(await audited('user.create')).toMatchObject([
      { subject: cleo.body.id, detail: { name: 'Cleo', role: 'user' } },
    ]);
  });

  it('of somebody who is disabled open nothing until they are let in again', async () => {
    const ben = (await send<AccountPage>('GET', '/v1/admin/users?q=ben', keys.admin)).body.items[0]!;
    const disabled = await send<Account>('PATCH', `/v1/admin/users/${ben.id}`, keys.admin, { disabled: true });

    expect(disabled.body).toMatchObject({ disabledAt: expect.any(String), activeKeys: 0 });
    expect(await opens(keys.ben)).toBe(401);
    await send('PATCH', `/v1/admin/users/${ben.id}`, keys.admin, { disabled: false, role: 'operator' });
    expect((await send<Me>('GET', '/v1/me', keys.ben)).body.role).toBe('operator');
    const ada = (await send<Me>('GET', '/v1/me', keys.admin)).body;
    expect((await send('PATCH', `/v1/admin/users/${ada.id}`, keys.admin, { role: 'user' })).body.code).toBe(
      'person.lastAdmin',
    );
  });
});
