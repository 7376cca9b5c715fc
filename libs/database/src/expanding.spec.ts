import type { MigrationInterface, QueryRunner } from 'typeorm';
import { breakingStatements } from './breaking-statements.js';
import { dataSource } from './data-source.js';

/** What a migration says of itself where it breaks the version before: why that may be. */
interface Contracting extends MigrationInterface {
  readonly contracts?: string;
}

const migrations = (dataSource('postgres://localhost/none').options.migrations as (new () => Contracting)[]).map(
  (type) => new type(),
);

async function statementsOf(migration: MigrationInterface) {
  const said: string[] = [];
  const runner = {
    query: (statement: string) => {
      said.push(statement);
      return Promise.resolve([]);
    },
  };
  await migration.up(runner as unknown as QueryRunner);
  return said;
}

describe('a migration', () => {
  it.each(migrations.map((migration) => [migration.name, migration] as const))(
    '%s leaves the version before it to run on, or says why it need not',
    async (_name, migration) => {
      const breaking = breakingStatements(await statementsOf(migration));

      expect(migration.contracts ? [] : breaking).toEqual([]);
    },
  );

  it.each([
    'DROP TABLE jobs',
    'ALTER TABLE jobs DROP COLUMN eta_at, ADD COLUMN eta timestamptz',
    'ALTER TABLE jobs RENAME COLUMN eta_at TO eta',
    'ALTER TABLE jobs RENAME TO old_jobs',
    'ALTER TABLE jobs ALTER COLUMN eta_at SET NOT NULL',
    'ALTER TABLE jobs ALTER eta_at TYPE text',
    'ALTER TABLE jobs ALTER COLUMN eta_at SET DATA TYPE text',
    'ALTER TABLE jobs ADD COLUMN eta timestamptz NOT NULL',
    'ALTER TABLE jobs ADD eta timestamptz NOT NULL, ADD weight int NOT NULL DEFAULT 1',
    'SELECT 1; DROP FUNCTION room_of',
  ])('breaks the version before it with %s', (statement) => {
    expect(breakingStatements([statement])).toHaveLength(1);
  });

  it.each([
    'CREATE TABLE drafts (id uuid NOT NULL, name text NOT NULL)',
    'ALTER TABLE jobs ADD COLUMN eta timestamptz',
    'ALTER TABLE jobs ADD COLUMN weight int NOT NULL DEFAULT 1',
    'ALTER TABLE jobs ADD COLUMN weight int DEFAULT 1 NOT NULL',
    'ALTER TABLE jobs ALTER COLUMN eta_at DROP NOT NULL',
    'CREATE INDEX CONCURRENTLY jobs_by_type ON jobs (type)',
    'DROP INDEX jobs_by_type',
    'ALTER TABLE jobs DROP CONSTRAINT jobs_type_check -- RENAME',
  ])('only adds with %s', (statement) => {
    expect(breakingStatements([statement])).toEqual([]);
  });
});
