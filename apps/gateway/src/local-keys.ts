import { dataSource } from '@polyspool/database/data-source';
import { Database } from '@polyspool/database/database';
import { People } from '@polyspool/database/people';
import { env } from './migrate/env.js';

/** `node dist/local-keys.js`: a user, an operator and an administrator for a first start, with the keys from the environment. */
const database = new Database(env.DATABASE_URL, await dataSource(env.DATABASE_URL, 1).initialize());
const people = new People(database);
const wanted = [
  { name: 'Local user', role: 'user', key: env.POLYSPOOL_USER_KEY },
  { name: 'Local operator', role: 'operator', key: env.POLYSPOOL_OPERATOR_KEY },
  { name: 'Local administrator', role: 'admin', key: env.POLYSPOOL_ADMIN_KEY },
] as const;
const made: string[] = [];
for (const { name, role, key } of wanted) {
  if (!key) continue;
  await people.ensure(name, role, key);
  made.push(role);
}
await database.onApplicationShutdown();
// Never the keys: in a cluster this is a line of the log.
process.stdout.write(`${JSON.stringify({ made })}\n`);
