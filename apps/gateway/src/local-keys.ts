import { dataSource } from '@polyspool/database/data-source';
import { Database } from '@polyspool/database/database';
import { People } from '@polyspool/database/people';
import { env } from './migrate/env.js';

/** `node dist/local-keys.js`: a user, an operator and an administrator for a first start, with the keys from the environment. */
const database = new Database(env.DATABASE_URL, await dataSource(env.DATABASE_URL, 1).initialize());
const people = new People(database);
const { POLYSPOOL_USER_KEY: userKey, POLYSPOOL_OPERATOR_KEY: operatorKey, POLYSPOOL_ADMIN_KEY: adminKey } = env;
if (userKey) await people.ensure('Local user', 'user', userKey);
if (operatorKey) await people.ensure('Local operator', 'operator', operatorKey);
if (adminKey) await people.ensure('Local administrator', 'admin', adminKey);
await database.onApplicationShutdown();
process.stdout.write(`${JSON.stringify({ userKey, adminKey })}\n`);
