import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targetUrl } from './target-url.js';

const into = 'postgres://anna@db.example:5433/lost';

describe('the database that is restored into', () => {
  it('has the password of its address, else of a file, else of the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'target-url-spec-'));
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, 'p@ss/w:rd %\n');
    const named = into.replace('anna', 'anna:named');

    const urls = [
      await targetUrl(named, { password: 'env', passwordFile }),
      await targetUrl(into, { password: 'env', passwordFile }),
      await targetUrl(into, { password: 'env' }),
      await targetUrl(into, {}),
    ];
    await rm(folder, { recursive: true });

    expect(urls.map((url) => decodeURIComponent(new URL(url).password))).toEqual(['named', 'p@ss/w:rd %', 'env', '']);
    expect(new URL(urls[1]!)).toMatchObject({ username: 'anna', host: 'db.example:5433', pathname: '/lost' });
  });

  it('is that of the services where none is named', async () => {
    const databaseUrl = 'postgres://polyspool:secret@db/polyspool';

    expect(await targetUrl(undefined, { databaseUrl, password: 'env' })).toBe(databaseUrl);
    expect(await targetUrl(into, { databaseUrl })).toContain('@db.example:5433/lost');
  });

  it('is refused where it is none, or its password cannot be read', async () => {
    const refused = { code: 'input.invalid' };
    await expect(targetUrl('https://db.example/lost', {})).rejects.toMatchObject(refused);
    await expect(targetUrl(undefined, {})).rejects.toMatchObject(refused);
    await expect(targetUrl(into, { passwordFile: '/nowhere/password' })).rejects.toMatchObject(refused);
  });
});
