import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { dataSource } from './data-source.js';

/** A migrated database of its own for a test suite, beside the one that `serverUrl` names. */
export async function makeTestDatabase(serverUrl: string) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const source = await dataSource(url.href, 1).initialize();
  await source.runMigrations();
  await source.destroy();
  return { url: url.href, drop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
