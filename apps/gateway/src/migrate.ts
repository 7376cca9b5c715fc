import { dataSource } from '@polyspool/database/data-source';
import { env } from './migrate/env.js';

/** `node dist/migrate.js`: brings the database to this version. */
const source = await dataSource(env.DATABASE_URL, 1).initialize();
const done = await source.runMigrations();
await source.destroy();
process.stdout.write(`${JSON.stringify({ migrations: done.map(({ name }) => name) })}\n`);
