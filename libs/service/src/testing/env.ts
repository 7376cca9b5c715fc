import { z } from 'zod';
import { readEnv } from '../env.js';

/** The real stores that integration tests use; `npm test` starts them. The database's user may create databases. */
export const testStores = () =>
  readEnv({
    TEST_REDIS_URL: z.url('Integration tests need a Redis: run them by npm test'),
    TEST_DATABASE_URL: z.url('Integration tests need a Postgres: run them by npm test'),
  });
