import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE users (
    id uuid CONSTRAINT users_pk PRIMARY KEY, name text NOT NULL, role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE api_keys (
    id uuid CONSTRAINT api_keys_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT api_keys_user_fk REFERENCES users ON DELETE CASCADE,
    name text NOT NULL, hash bytea NOT NULL, expires_at timestamptz, revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE UNIQUE INDEX api_keys_hash ON api_keys (hash)`,
  `CREATE TABLE uploads (
    id uuid CONSTRAINT uploads_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT uploads_user_fk REFERENCES users ON DELETE CASCADE,
    kind text NOT NULL, name text NOT NULL, media_type text NOT NULL, bytes bigint NOT NULL, sha256 text NOT NULL,
    probe jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE UNIQUE INDEX uploads_content ON uploads (user_id, sha256)`,
  `CREATE TABLE jobs (
    id uuid CONSTRAINT jobs_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT jobs_user_fk REFERENCES users ON DELETE CASCADE,
    parent_id uuid CONSTRAINT jobs_parent_fk REFERENCES jobs ON DELETE CASCADE,
    child_index integer, project_id uuid, type text NOT NULL, queue text NOT NULL, priority integer NOT NULL DEFAULT 5,
    status text NOT NULL DEFAULT 'queued', run integer NOT NULL DEFAULT 1, dispatch integer NOT NULL DEFAULT 1,
    start integer NOT NULL DEFAULT 0, attempts integer NOT NULL DEFAULT 0, seq integer NOT NULL DEFAULT 0,
    percent real NOT NULL DEFAULT 0, step text, message text, child_count integer NOT NULL DEFAULT 0,
    input jsonb NOT NULL, output jsonb, error jsonb, traceparent text,
    run_at timestamptz, expires_at timestamptz, created_at timestamptz NOT NULL DEFAULT now(),
    dispatched_at timestamptz, started_at timestamptz, finished_at timestamptz) WITH (fillfactor = 70)`,
  `CREATE INDEX jobs_of_user ON jobs (user_id, id) WHERE parent_id IS NULL`,
  `CREATE INDEX jobs_of_parent ON jobs (parent_id) WHERE parent_id IS NOT NULL`,
  `CREATE INDEX jobs_in_redis ON jobs (queue, user_id)
    WHERE dispatched_at IS NOT NULL AND finished_at IS NULL AND parent_id IS NULL`,
  `CREATE INDEX jobs_open ON jobs (queue) WHERE finished_at IS NULL`,
  `CREATE TABLE artifacts (
    id uuid CONSTRAINT artifacts_pk PRIMARY KEY,
    job_id uuid NOT NULL CONSTRAINT artifacts_job_fk REFERENCES jobs ON DELETE CASCADE,
    name text NOT NULL, kind text NOT NULL, media_type text NOT NULL, bytes bigint NOT NULL, sha256 text NOT NULL,
    language text, storage_key text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE UNIQUE INDEX artifacts_of_job ON artifacts (job_id, name)`,
  // What waits to be put into Redis. No row of Redis exists that this table has not held.
  `CREATE TABLE outbox (
    job_id uuid PRIMARY KEY REFERENCES jobs ON DELETE CASCADE, queue text NOT NULL, user_id uuid NOT NULL,
    priority integer NOT NULL, run_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX outbox_turn ON outbox (queue, user_id, priority, job_id)`,
  // What a person asked of a job that is already on its way.
  `CREATE TABLE commands (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    run integer NOT NULL, kind text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE cursors (queue text PRIMARY KEY, position text NOT NULL DEFAULT '0-0')`,
  // The log that every channel reads. The number is given under the lock of the job's row, so it has no holes.
  `CREATE TABLE events (
    job_id uuid NOT NULL, seq integer NOT NULL, run integer NOT NULL, type text NOT NULL, data jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (job_id, seq, at)) PARTITION BY RANGE (at)`,
  `CREATE TABLE events_default PARTITION OF events DEFAULT`,
];

export class FirstHouse1795305600000 implements MigrationInterface {
  readonly name = 'FirstHouse1795305600000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    for (const table of [
      'events',
      'cursors',
      'commands',
      'outbox',
      'artifacts',
      'jobs',
      'uploads',
      'api_keys',
      'users',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
