import { issuerOptionsOf, oidcEnv } from '@polyspool/access/oidc-env';
import { IssuerTokens } from '@polyspool/access/issuer-tokens';
import type { AccountPage, Me } from '@polyspool/contracts/people';
import { readEnv } from '@polyspool/service/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';
import { audience, openIssuer, type TestIssuer } from './testing-issuer.js';

describe('who signs in elsewhere', () => {
  let issuer: TestIssuer;
  let gateway: TestGateway;
  beforeAll(async () => {
    issuer = await openIssuer();
    gateway = await openGateway(settings());
  });
  afterAll(async () => {
    await gateway.close();
    await issuer.stop();
  });

  const settings = () =>
    readEnv(oidcEnv, {
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: audience,
      OIDC_ALGORITHMS: 'ES256',
      OIDC_CLOCK_TOLERANCE_S: '0',
      OIDC_ROLE_CLAIM: 'realm.roles',
      OIDC_USER_ROLE: 'our-reader',
      OIDC_OPERATOR_ROLE: 'our-operator',
      OIDC_ADMIN_ROLE: 'our-admin',
      OIDC_SCOPE_CLAIM: 'scope',
    });
  const readOptions = () => issuerOptionsOf(settings())!;

  const me = async (token: string) => {
    const answer = await gateway.ask('GET', '/v1/me', token);
    return { status: answer.status, ...(await jsonOf<Me & { code?: string; detail?: string }>(answer)) };
  };

  it('is made somebody when first seen, once, with the role and scopes of the token', async () => {
    const tokens = await Promise.all([1, 2, 3, 4].map(() => issuer.token('anna-reader')));
    const seen = await Promise.all(tokens.map(me));

    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect(seen[0]).toMatchObject({
      status: 200,
      name: 'ANNA',
      role: 'user',
      scopes: expect.arrayContaining(['jobs:read']),
    });
    const list = await gateway.ask('GET', '/v1/admin/users?q=ANNA', await issuer.token('ada-admin'));
    expect((await jsonOf<AccountPage>(list)).items).toMatchObject([
      { id: seen[0]!.id, signIn: { issuer: issuer.issuer, subject: 'anna-reader' } },
      { name: 'Anna' },
    ]);
    expect(await me(await issuer.token('olga-operator'))).toMatchObject({ role: 'operator' });
  });

  it('may do what the scopes of the token allow', async () => {
    const narrow = await issuer.token('ada-admin', { scope: 'jobs:read' });

    expect((await gateway.ask('GET', '/v1/jobs', narrow)).status).toBe(200);
    expect((await gateway.ask('GET', '/v1/uploads', narrow)).status).toBe(403);
    expect(await me(narrow)).toMatchObject({ role: 'user', scopes: ['jobs:read'] });
    const none = await issuer.token('anna-reader', { scope: '' });
    expect((await gateway.ask('GET', '/v1/jobs', none)).status).toBe(403);
  });

  it('keeps API keys as before, and can make some', async () => {
    expect(await me(keys.anna)).toMatchObject({ status: 200, name: 'Anna' });
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'Mine', scopes: ['jobs:read'] });
    const answer = await gateway.ask('POST', '/v1/me/api-keys', await issuer.token('anna-reader'), { headers, body });

    expect(await me((await jsonOf<{ key: string }>(answer)).key)).toMatchObject({
      name: 'ANNA',
      scopes: ['jobs:read'],
    });
  });

  it.each([
    ['for another audience', () => issuer.token('anna-reader', { resource: 'urn:polyspool:other' }), /aud/],
    ['that has ended', () => issuer.sign({ ...claims(), exp: Math.floor(Date.now() / 1000) - 1 }), /exp/],
    ['of another issuer', () => issuer.sign({ ...claims(), iss: 'https://other.example' }), /iss/],
    ['of nobody', () => issuer.sign({ ...claims(), sub: undefined }), /sub/],
    ['without a role here', () => issuer.token('eve-nothing'), /no role/],
    ['that somebody else has signed', () => forged(), /signature/],
    ['whose signature is a secret that all know', () => sharedSecret(), /alg/],
    ['without a signature', async () => new UnsecuredJWT(claims()).encode(), /./],
    ['with a changed role', () => altered(), /signature/],
  ])('is refused with a token %s', async (_what, make: () => Promise<string>, why: RegExp) => {
    expect(await me(await make())).toMatchObject({
      status: 401,
      code: 'auth.invalid',
      detail: expect.stringMatching(why),
    });
  });

  it('stays out when disabled', async () => {
    const token = await issuer.token('anna-reader');
    const { id } = await me(token);
    await gateway.database.execute('UPDATE users SET disabled_at = now() WHERE id = $1', [id]);

    await eventually(async () => expect(await me(token)).toMatchObject({ status: 401, code: 'auth.invalid' }));

    await gateway.database.execute('UPDATE users SET disabled_at = NULL WHERE id = $1', [id]);
    expect(await me(token)).toMatchObject({ status: 200, id });
  });

  it('comes in while the issuer is away, by the keys that are known', async () => {
    const token = await issuer.token('olga-operator');
    await issuer.stop();

    expect(await me(token)).toMatchObject({ status: 200, name: 'OLGA' });
    await issuer.start();
  });

  it('comes in by new keys of the issuer as soon as there are some; while nobody can say, is told so', async () => {
    const tokens = new IssuerTokens({ ...readOptions(), cooldownMs: 0 });
    await tokens.verify(await issuer.token('anna-reader'));
    await issuer.signWith('second');

    expect(await tokens.verify(await issuer.token('anna-reader'))).toMatchObject({
      signIn: { subject: 'anna-reader' },
    });
    const old = await forged('first');
    await expect(tokens.verify(old)).rejects.toMatchObject({ code: 'auth.invalid' });
    await issuer.stop();
    await expect(tokens.verify(old)).rejects.toMatchObject({ code: 'service.unavailable', status: 503 });
    await expect(new IssuerTokens(readOptions()).verify(old)).rejects.toMatchObject({ code: 'service.unavailable' });
    await issuer.start();
  });

  const claims = () => {
    const nowS = Math.floor(Date.now() / 1000);
    return {
      iss: issuer.issuer,
      aud: audience,
      sub: 'ada',
      realm: { roles: ['our-admin'] },
      iat: nowS,
      exp: nowS + 60,
    };
  };

  async function forged(kid = 'first') {
    const { privateKey } = await generateKeyPair('ES256');
    return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  }

  const sharedSecret = () =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(new TextEncoder().encode('x'.repeat(32)));

  async function altered() {
    const [head, body = '', signature] = (await issuer.token('anna-reader')).split('.');
    const said = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const more = Buffer.from(JSON.stringify({ ...said, realm: { roles: ['our-admin'] } })).toString('base64url');
    return [head, more, signature].join('.');
  }
});
