import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered to requests with an `Idempotency-Key` that made something else than a job. */
export class Answers1795381200000 implements MigrationInterface {
  readonly name = 'Answers1795381200000';

  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE TABLE idempotent_answers (
         user_id uuid NOT NULL CONSTRAINT idempotent_answers_user_fk REFERENCES users ON DELETE CASCADE,
         key text NOT NULL, request_hash text NOT NULL,
         status smallint, location text, body jsonb, created_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT idempotent_answers_pk PRIMARY KEY (user_id, key))`,
    );
    await runner.query('CREATE INDEX idempotent_answers_age ON idempotent_answers (created_at)');
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE idempotent_answers');
  }
}
