import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeLocalSecrets } from './local-secrets.ts';

describe('the secrets of the local overlay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-secrets-spec-'));
  const all = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are all that pods mount', () => {
    makeLocalSecrets(folder);

    const { secretGenerator } = parse(all()['kustomization.yaml']!) as { secretGenerator: { files: string[] }[] };
    expect(Object.keys(all())).toEqual(expect.arrayContaining(secretGenerator.flatMap(({ files }) => files)));
  });

  it.each(['BACKUP_KEY', 'PROVENANCE_PUBLIC_KEYS', 'STORAGE_IDENTITIES'])(
    'get %s where it was added to them later',
    (name) => {
      makeLocalSecrets(folder);
      const before = all();
      rmSync(join(folder, name));

      makeLocalSecrets(folder);

      expect(all()).toEqual({ ...before, [name]: expect.stringMatching(/\S/) });
    },
  );

  it('fit each other, also where one is made anew', () => {
    makeLocalSecrets(folder);
    for (const name of ['POSTGRES_PASSWORD', 'AWS_SHARED_CREDENTIALS', 'PROVENANCE_KEY', 'REDIS_URL'])
      rmSync(join(folder, name));
    const before = all();

    makeLocalSecrets(folder);

    const { POSTGRES_PASSWORD, DATABASE_URL, STORAGE_IDENTITIES, AWS_SHARED_CREDENTIALS, ...now } = all();
    expect(DATABASE_URL).toContain(POSTGRES_PASSWORD!.trim());
    const [{ credentials }] = (
      JSON.parse(STORAGE_IDENTITIES!) as { identities: [{ credentials: { secretKey: string }[] }] }
    ).identities;
    expect(AWS_SHARED_CREDENTIALS).toContain(credentials[0]!.secretKey);
    for (const name of ['PROVENANCE_PUBLIC_KEYS', 'REDIS_USERS']) expect(now[name]).not.toBe(before[name]);
  });
});
