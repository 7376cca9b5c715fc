import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE uploads
    ADD processing_state text NOT NULL DEFAULT 'none',
    ADD last_job_id uuid CONSTRAINT uploads_last_job_fk REFERENCES jobs ON DELETE SET NULL`,
  `CREATE INDEX uploads_of_last_job ON uploads (last_job_id) WHERE last_job_id IS NOT NULL`,
  // Recordings of the corpus. Search is over words as the program finds them: Postgres' own parser cuts Indic scripts apart.
  `CREATE TABLE records (
    id uuid CONSTRAINT records_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT records_user_fk REFERENCES users ON DELETE CASCADE,
    project_id uuid CONSTRAINT records_project_fk REFERENCES projects ON DELETE SET NULL,
    upload_id uuid CONSTRAINT records_upload_fk REFERENCES uploads ON DELETE SET NULL,
    title text NOT NULL, description text, language text, category text, place text, contributor text, consent jsonb,
    licence text, processing_state text NOT NULL DEFAULT 'none' CONSTRAINT records_state
      CHECK (processing_state IN ('none', 'processing', 'processed', 'failed', 'cancelled')),
    last_job_id uuid CONSTRAINT records_last_job_fk REFERENCES jobs ON DELETE SET NULL,
    measures jsonb, transcript jsonb,
    measured_by uuid CONSTRAINT records_measured_by_fk REFERENCES jobs ON DELETE SET NULL,
    words tsvector NOT NULL, said tsvector NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX records_of_user ON records (user_id, id)`,
  `CREATE INDEX records_of_project ON records (project_id, id) WHERE project_id IS NOT NULL`,
  `CREATE INDEX records_of_upload ON records (upload_id) WHERE upload_id IS NOT NULL`,
  `CREATE INDEX records_of_last_job ON records (last_job_id) WHERE last_job_id IS NOT NULL`,
  `CREATE INDEX records_of_measuring ON records (measured_by) WHERE measured_by IS NOT NULL`,
  `CREATE INDEX records_words ON records USING gin ((words || said))`,
  `CREATE INDEX records_filed ON records (id) WHERE transcript ? 'jobId'`,
  // An outbox: people's jobs that have ended, until what follows from it has been written down.
  `CREATE TABLE ended_jobs (
    job_id uuid NOT NULL CONSTRAINT ended_jobs_job_fk REFERENCES jobs ON DELETE CASCADE, run integer NOT NULL,
    status text NOT NULL, at timestamptz NOT NULL, CONSTRAINT ended_jobs_pk PRIMARY KEY (job_id, run))`,
  `CREATE INDEX ended_jobs_in_turn ON ended_jobs (at)`,
];

export class Records1795359600000 implements MigrationInterface {
  readonly name = 'Records1795359600000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    for (const table of ['ended_jobs', 'records']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE uploads DROP COLUMN last_job_id, DROP COLUMN processing_state');
  }
}
