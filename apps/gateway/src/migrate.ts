import { migrate } from '@polyspool/database/migrate';
import { env } from './migrate/env.js';

/** `node dist/migrate.js`: brings the database to this version. */
process.stdout.write(`${JSON.stringify({ migrations: await migrate(env.DATABASE_URL) })}\n`);
