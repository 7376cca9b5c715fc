import type { DataSource } from 'typeorm';

/** Code does not start before its schema is there. A schema that is ahead of it is what every upgrade begins with. */
export async function requireSchema(source: DataSource): Promise<void> {
  const done = await migrationsDone(source);
  const missing = source.migrations.map(({ name }) => name).filter((name) => name !== undefined && !done.has(name));
  if (!missing.length) return;
  throw new Error(`The database is older than this version: run the migrations first. Missing: ${missing.join(', ')}`);
}

async function migrationsDone(source: DataSource): Promise<Set<string>> {
  const [table] = await source.query<{ there: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
  if (!table?.there) return new Set();
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations');
  return new Set(rows.map(({ name }) => name));
}
