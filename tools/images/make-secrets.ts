import { keepCommonSecrets, SecretFolder } from '../start/secret-folder.ts';
import { randomSecret } from '../start/secrets.ts';
import { queuesByApp } from './app-queues.ts';
import { redisRules, redisUsersFile } from './redis-users.ts';

/** Users of Redis that are not services of ours. */
const people = ['celery', 'exporter', 'admin'];

/**
 * The files that docker/compose.yaml mounts as secrets. One that is there is kept, so that it may be run again: for a new app or
 * queue it adds what is missing and writes the users of Redis anew.
 */
export function makeSecrets(root: string, path: string): string[] {
  // Containers run as users of their own, so each file is open to all.
  const folder = new SecretFolder(path, 0o644);
  folder.keep('postgres_password', randomSecret);
  folder.keep('postgres_password_exporter', randomSecret);
  const ours = folder.keep('postgres_password_polyspool', randomSecret);
  const databaseUrl = () => `postgres://polyspool:${ours}@postgres:5432/polyspool`;
  folder.keep('database_url', databaseUrl, 'postgres_password_polyspool');

  const rules = redisRules(queuesByApp(root));
  const passwords = [...rules.keys()].map((user): [string, string] => [user, redisPassword(folder, user)]);
  folder.write('redis_users', redisUsersFile(rules, new Map(passwords)));
  // As redis_exporter reads them.
  const exporter = new Map(passwords).get('exporter');
  folder.write('redis_exporter_passwords', JSON.stringify({ 'redis://exporter@redis:6379': exporter }));

  keepCommonSecrets(folder);
  folder.keep('grafana_password', randomSecret);
  return folder.made;
}

function redisPassword(folder: SecretFolder, user: string) {
  if (people.includes(user)) return folder.keep(`redis_passwords_${user}`, randomSecret);
  return new URL(folder.keep(`redis_url_${user}`, () => `redis://${user}:${randomSecret()}@redis:6379`)).password;
}
