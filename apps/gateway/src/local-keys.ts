import { dataSource } from '@polyspool/database/data-source';
import { Database } from '@polyspool/database/database';
import { People } from '@polyspool/database/people';
import { env } from './migrate/env.js';

/** `node dist/local-keys.js`: whoever a first start needs, each with the key that the environment has for them. */
const database = new Database(env.DATABASE_URL, await dataSource(env.DATABASE_URL, 1).initialize());
const people = new People(database);
const wanted = {
  POLYSPOOL_USER_KEY: ['Local user', 'user'],
  POLYSPOOL_OPERATOR_KEY: ['Local operator', 'operator'],
  POLYSPOOL_ADMIN_KEY: ['First administrator', 'admin'],
  CELERY_BRIDGE_KEY: ['Celery bridge', 'operator'],
} as const;
const found: Record<string, string> = {};
for (const [variable, [name, role]] of Object.entries(wanted)) {
  const key = env[variable as keyof typeof wanted];
  if (!key) continue;
  await people.ensure(name, role, key);
  found[variable] = (await people.withKey(key))?.role ?? 'revoked or expired';
}
await database.onApplicationShutdown();
// Never the keys: in a cluster this is a line of the log.
process.stdout.write(`${JSON.stringify(found)}\n`);
