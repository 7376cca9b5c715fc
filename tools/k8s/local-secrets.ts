import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { newEncryptionKey, newProvenanceKey, publicKeysOf, randomSecret, writePrivately } from '../start/secrets.ts';
import { appNeeds, onceNeeds } from './app-needs.ts';

/** Of the stores of the local overlay. */
const storeSecrets = {
  redis: ['REDIS_USERS'],
  postgres: ['POSTGRES_PASSWORD'],
  storage: ['STORAGE_IDENTITIES'],
};

/** A file for each value, and a kustomization that makes a Secret for each app of them. Nothing is made anew that is there. */
export function makeLocalSecrets(folder: string): void {
  const secrets = Object.entries({ ...appNeeds, ...onceNeeds })
    .filter(([app, needs]) => needs.secrets.length > 0 && app !== 'celery-bridge')
    .map(([name, needs]) => ({ name, files: needs.secrets as readonly string[] }));
  const stores = Object.entries(storeSecrets).map(([name, files]) => ({ name, files }));
  mkdirSync(folder, { recursive: true });
  const values = existsSync(join(folder, 'DATABASE_URL')) ? {} : newValues();
  for (const [name, value] of Object.entries(values)) writePrivately(join(folder, name), value);
  writeFileSync(join(folder, 'kustomization.yaml'), stringify({ secretGenerator: [...secrets, ...stores] }));
}

function newValues(): Record<string, string> {
  const [postgres, redis, s3] = [randomSecret(), randomSecret(), randomSecret()];
  const provenanceKey = newProvenanceKey();
  return {
    POSTGRES_PASSWORD: postgres,
    DATABASE_URL: `postgres://polyspool:${postgres}@postgres:5432/polyspool`,
    REDIS_USERS: `user default on #${createHash('sha256').update(redis).digest('hex')} ~* &* +@all\n`,
    REDIS_URL: `redis://:${redis}@redis:6379`,
    AWS_SHARED_CREDENTIALS: `[default]\naws_access_key_id = polyspool\naws_secret_access_key = ${s3}\n`,
    STORAGE_IDENTITIES: JSON.stringify({
      identities: [
        {
          name: 'polyspool',
          credentials: [{ accessKey: 'polyspool', secretKey: s3 }],
          actions: ['Admin', 'Read', 'List', 'Tagging', 'Write'],
        },
      ],
    }),
    LINK_SECRET: randomSecret(),
    ENCRYPTION_KEYS: newEncryptionKey(),
    BACKUP_KEY: newEncryptionKey(),
    PROVENANCE_KEY: provenanceKey,
    PROVENANCE_PUBLIC_KEYS: publicKeysOf(provenanceKey),
    POLYSPOOL_USER_KEY: `psk_${randomSecret()}`,
    POLYSPOOL_OPERATOR_KEY: `psk_${randomSecret()}`,
    POLYSPOOL_ADMIN_KEY: `psk_${randomSecret()}`,
  };
}
