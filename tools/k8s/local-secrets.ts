import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { keepCommonSecrets, SecretFolder } from '../start/secret-folder.ts';
import { randomSecret } from '../start/secrets.ts';
import { appNeeds, onceNeeds } from './app-needs.ts';

/** Of the stores of the local overlay. */
const storeSecrets = {
  redis: ['REDIS_USERS'],
  postgres: ['POSTGRES_PASSWORD'],
  storage: ['STORAGE_IDENTITIES'],
};

/** Whom the local overlay has beside an administrator. */
const localKeys = ['POLYSPOOL_USER_KEY', 'POLYSPOOL_OPERATOR_KEY'];

/** A file for each value, and a kustomization that makes a Secret for each app of them. One that is there is kept. */
export function makeLocalSecrets(path: string): void {
  const folder = new SecretFolder(path);
  const postgres = folder.keep('POSTGRES_PASSWORD', randomSecret);
  folder.keep('DATABASE_URL', () => `postgres://polyspool:${postgres}@postgres:5432/polyspool`, 'POSTGRES_PASSWORD');
  const redis = new URL(folder.keep('REDIS_URL', () => `redis://:${randomSecret()}@redis:6379`)).password;
  folder.keep('REDIS_USERS', () => `user default on #${sha256(redis)} ~* &* +@all`, 'REDIS_URL');
  keepCommonSecrets(folder, fileOf);

  const apps = Object.entries({ ...appNeeds, ...onceNeeds })
    .filter(([app, needs]) => needs.secrets.length > 0 && app !== 'celery-bridge')
    .map(([name, needs]) => ({ name, files: [...needs.secrets, ...(name === 'first-keys' ? localKeys : [])] }));
  const stores = Object.entries(storeSecrets).map(([name, files]) => ({ name, files }));
  writeFileSync(join(path, 'kustomization.yaml'), stringify({ secretGenerator: [...apps, ...stores] }));
}

/** As the variable that names it. */
function fileOf(secret: string) {
  if (secret === 'storage_credentials') return 'AWS_SHARED_CREDENTIALS';
  return `${/^(user|operator|admin)_key$/.test(secret) ? 'POLYSPOOL_' : ''}${secret.toUpperCase()}`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
