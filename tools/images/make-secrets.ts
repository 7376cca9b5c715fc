import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newEncryptionKey, newProvenanceKey, publicKeysOf, randomSecret } from '../start/secrets.ts';
import { queuesByApp } from './app-queues.ts';
import { redisRules, redisUsersFile } from './redis-users.ts';

const key = () => `psk_${randomSecret()}`;
/** Users of Redis that are not services of ours. */
const people = ['celery', 'exporter', 'admin'];

/**
 * The files that docker/compose.yaml mounts as secrets. One that is there is kept, so that it may be run again: for a new app or
 * queue it adds what is missing and writes the users of Redis anew.
 */
export function makeSecrets(root: string, folder: string): string[] {
  // Containers run as users of their own, so each file is open to all; nobody else gets as far as the folder.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made: string[] = [];
  const keep = (name: string, make: () => string) => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      write(path, make());
      made.push(name);
    }
    return readFileSync(path, 'utf8').trim();
  };

  keep('postgres_password', randomSecret);
  keep('postgres_password_exporter', randomSecret);
  const ours = keep('postgres_password_polyspool', randomSecret);
  keep('database_url', () => `postgres://polyspool:${ours}@postgres:5432/polyspool`);

  const rules = redisRules(queuesByApp(root));
  const passwords = [...rules.keys()].map((user): [string, string] =>
    people.includes(user)
      ? [user, keep(`redis_passwords_${user}`, randomSecret)]
      : [user, new URL(keep(`redis_url_${user}`, () => `redis://${user}:${randomSecret()}@redis:6379`)).password],
  );
  write(join(folder, 'redis_users'), redisUsersFile(rules, new Map(passwords)));
  // As redis_exporter reads them.
  const exporter = new Map(passwords).get('exporter');
  write(join(folder, 'redis_exporter_passwords'), JSON.stringify({ 'redis://exporter@redis:6379': exporter }));

  const storage = keep('storage_credentials', storageCredentials);
  keep('storage_identities', () => storageIdentities(storage));

  keep('link_secret', randomSecret);
  keep('encryption_keys', newEncryptionKey);
  keep('backup_key', newEncryptionKey);
  const provenance = keep('provenance_key', newProvenanceKey);
  keep('provenance_public_keys', () => publicKeysOf(provenance));
  for (const name of ['user_key', 'operator_key', 'admin_key']) keep(name, key);
  keep('grafana_password', randomSecret);
  return made;
}

function write(path: string, text: string) {
  writeFileSync(path, `${text.trimEnd()}\n`);
  // Whatever the umask; and it can be written anew by whoever is not root.
  chmodSync(path, 0o644);
}

/** As the AWS SDK reads it. */
const storageCredentials = () =>
  `[default]\naws_access_key_id = ${randomSecret().slice(0, 20)}\naws_secret_access_key = ${randomSecret()}`;

/** The same for the server's side, SeaweedFS. */
function storageIdentities(credentials: string) {
  const valueOf = (name: string) => new RegExp(`^${name} *= *(\\S+)$`, 'm').exec(credentials)?.[1];
  const pair = { accessKey: valueOf('aws_access_key_id'), secretKey: valueOf('aws_secret_access_key') };
  return JSON.stringify({ identities: [{ name: 'polyspool', credentials: [pair], actions: ['Admin'] }] });
}
