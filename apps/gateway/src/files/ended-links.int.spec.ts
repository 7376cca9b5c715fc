import type { ApiKeyWithSecret } from '@polyspool/contracts/api-keys';
import { type SignedLink, Upload } from '@polyspool/contracts/files';
import { makeMedia } from '@polyspool/media/make-media';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const roles = ['operator', 'admin'] as const;

describe('a signed link', () => {
  let gateway: TestGateway;
  let upload: Upload;
  beforeAll(async () => {
    gateway = await openGateway();
    const bytes = await readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds: 0.2, picture: false }));
    upload = Upload.parse(await (await gateway.send(formOf(bytes, 'a.wav'))).json());
  });
  afterAll(() => gateway.close());

  const headers = { 'content-type': 'application/json' };
  const linkBy = async (key: string) =>
    (await jsonOf<SignedLink>(await gateway.ask('POST', `/v1/uploads/${upload.id}/link`, key))).url;
  const opens = async (url: string) => (await fetch(gateway.url + url)).status;
  const set = (role: string, what: string) =>
    gateway.database.execute(`UPDATE users SET ${what} WHERE name = $1`, [role === 'admin' ? 'Ada' : 'Olga']);
  const newKey = async (key: string, asked: object = {}) =>
    jsonOf<ApiKeyWithSecret>(
      await gateway.ask('POST', '/v1/me/api-keys', key, { headers, body: JSON.stringify({ name: 'x', ...asked }) }),
    );

  it.each(roles)('is closed while the %s who asked for it is shut out', async (role) => {
    const url = await linkBy(keys[role]);

    expect(await opens(url)).toBe(200);
    await set(role, 'disabled_at = now()');
    expect(await opens(url)).toBe(401);
    await set(role, 'disabled_at = NULL');
    expect(await opens(url)).toBe(200);
  });

  it.each(roles)('ends when the %s is one no more', async (role) => {
    const url = await linkBy(keys[role]);

    await set(role, `role = 'user'`);
    const asUser = await opens(url);
    await set(role, `role = '${role}'`);

    expect(asUser).toBe(401);
  });

  it.each([...roles, 'anna'] as const)('ends with the key of %s that it was asked for with', async (who) => {
    const key = await newKey(keys[who]);
    const [url, other] = [await linkBy(key.key), await linkBy(keys[who])];
    expect([await opens(url), await opens(other)]).toEqual([200, 200]);

    expect((await gateway.ask('DELETE', `/v1/me/api-keys/${key.id}`, keys[who])).status).toBe(204);

    expect([await opens(url), await opens(other)]).toEqual([401, 200]);
  });

  it('ends when the key does', async () => {
    const { key, id } = await newKey(keys.operator, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
    const url = await linkBy(key);
    expect(await opens(url)).toBe(200);

    await gateway.database.execute('UPDATE api_keys SET expires_at = now() WHERE id = $1', [id]);

    expect(await opens(url)).toBe(401);
  });

  it.each<[string, (signature: string) => string]>([
    ['the key is left out', (signature) => signature.replace(/_[^_.]+\./, '.')],
    ['it is of another person', (signature) => signature.replace(/[0-9a-f-]{36}/, randomUUID())],
    ['it is for all', (signature) => `all_${signature}`],
    ['it is as links were before', (signature) => signature.replace(/^[^.]*/, 'all')],
  ])('is not valid when %s', async (_what, change) => {
    const url = await linkBy(keys.anna);

    const altered = url.replace(/(?<=signature=).*/, change);

    expect([altered === url, await opens(altered)]).toEqual([false, 401]);
  });
});
