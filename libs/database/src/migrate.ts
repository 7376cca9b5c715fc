import { setTimeout as delay } from 'node:timers/promises';
import { dataSource } from './data-source.js';
import { isLockTimeout } from './database-errors.js';

export interface Migrating {
  /** A statement that waits for a table makes all that come after it wait too: it gives up first. */
  readonly lockTimeoutMs?: number;
  readonly pauseMs?: number;
  /** Until somebody has to look what holds the table. */
  readonly tries?: number;
}

/** Brings the database to this version while it is in use. Answers what was done: all of it or nothing. */
export async function migrate(
  url: string,
  { lockTimeoutMs = 2_000, pauseMs = 3_000, tries = 20 }: Migrating = {},
): Promise<string[]> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await migrateOnce(url, lockTimeoutMs);
    } catch (error) {
      if (left <= 0 || !isLockTimeout(error)) throw error;
      await delay(pauseMs);
    }
  }
}

/** By a connection of its own: TypeORM keeps the one on which it fails. */
async function migrateOnce(url: string, lockTimeoutMs: number): Promise<string[]> {
  const source = await dataSource(url, 1).initialize();
  try {
    await source.query(`SET lock_timeout = ${lockTimeoutMs}`);
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
