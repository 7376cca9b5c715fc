import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // With what backups hide the rows of a person: without it nobody reads them. It ends with the person.
  `CREATE TABLE person_keys (
    user_id uuid CONSTRAINT person_keys_pk PRIMARY KEY
      CONSTRAINT person_keys_user_fk REFERENCES users ON DELETE CASCADE,
    wrapped_key text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
  // Of those that lie in storage. A job that runs twice makes one.
  `CREATE TABLE backups (
    id uuid CONSTRAINT backups_pk PRIMARY KEY, job_id uuid CONSTRAINT backups_job UNIQUE, kind text NOT NULL,
    bytes bigint NOT NULL, sha256 text NOT NULL, row_count bigint NOT NULL, table_count integer NOT NULL,
    created_at timestamptz NOT NULL, tested_at timestamptz)`,
];

export class Backups1795370400000 implements MigrationInterface {
  readonly name = 'Backups1795370400000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    for (const table of ['backups', 'person_keys']) await runner.query(`DROP TABLE ${table}`);
  }
}
