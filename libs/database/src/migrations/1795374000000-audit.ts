import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // No foreign key to people: the entries of somebody outlive them, without their name.
  `CREATE TABLE audit_entries (
    id uuid CONSTRAINT audit_entries_pk PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), actor_id uuid,
    actor_role text NOT NULL, action text NOT NULL, subject text NOT NULL, detail jsonb NOT NULL DEFAULT '{}', trace_id text)`,
  `CREATE INDEX audit_entries_of_actor ON audit_entries (actor_id, id) WHERE actor_id IS NOT NULL`,
  `CREATE INDEX audit_entries_of_action ON audit_entries (action, id)`,
  `CREATE INDEX audit_entries_of_subject ON audit_entries (subject, id)`,
];

export class Audit1795374000000 implements MigrationInterface {
  readonly name = 'Audit1795374000000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE audit_entries');
  }
}
