import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE jobs
    ADD soft_limit_ms integer, ADD hard_limit_ms integer,
    ADD weight real NOT NULL DEFAULT 1, ADD child_weight real NOT NULL DEFAULT 0,
    ADD wait_reason text, ADD wait_until timestamptz,
    ADD work_unit text, ADD work_amount real, ADD step_at timestamptz, ADD eta_at timestamptz, ADD eta_told_at timestamptz,
    ADD reused jsonb, ADD result_expires_at timestamptz, ADD attempt_outcome text`,
  `CREATE INDEX jobs_results ON jobs (result_expires_at) WHERE output IS NOT NULL AND result_expires_at IS NOT NULL`,
  // Earlier goes first: when it was there, moved by its priority and by how many its owner had there before it.
  `ALTER TABLE jobs ADD turn_at timestamptz NOT NULL DEFAULT now()`,
  `ALTER TABLE outbox ADD turn_at timestamptz NOT NULL DEFAULT now()`,
  `DROP INDEX outbox_turn`,
  `CREATE INDEX outbox_turn ON outbox (queue, turn_at, job_id)`,
  // Since when a dispatcher has been putting it into Redis.
  `ALTER TABLE outbox ADD claimed_at timestamptz`,
  `CREATE INDEX outbox_claims ON outbox (queue) WHERE claimed_at IS NOT NULL`,
  `CREATE INDEX jobs_open_of_user ON jobs (user_id, queue) WHERE finished_at IS NULL AND parent_id IS NULL`,
  // How many more jobs somebody may open. Near the limit one accept after another counts what is committed; far from it
  // nobody waits for anybody.
  `CREATE FUNCTION room_of(owner uuid, most integer) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    owner_key bigint := hashtextextended('open jobs ' || owner, 0);
    held integer;
  BEGIN
    SELECT count(*) INTO held FROM jobs WHERE user_id = owner AND finished_at IS NULL AND parent_id IS NULL;
    IF held < most - 2000 THEN
      PERFORM pg_advisory_xact_lock_shared(owner_key);
      RETURN most - held;
    END IF;
    PERFORM pg_advisory_xact_lock(owner_key);
    SELECT count(*) INTO held FROM jobs WHERE user_id = owner AND finished_at IS NULL AND parent_id IS NULL;
    RETURN most - held;
  END $$`,
  `CREATE INDEX commands_of_job ON commands (job_id)`,
  `CREATE TABLE attempts (
    job_id uuid NOT NULL CONSTRAINT attempts_job_fk REFERENCES jobs ON DELETE CASCADE, run integer NOT NULL, attempt integer NOT NULL,
    worker text NOT NULL, started_at timestamptz NOT NULL, finished_at timestamptz, outcome text NOT NULL,
    error jsonb, peak_rss_bytes bigint, cpu_before real, cpu_seconds real, CONSTRAINT attempts_pk PRIMARY KEY (job_id, run, attempt))`,
  // Failed jobs that wait for somebody to look at them. Like errors have one fingerprint.
  `CREATE TABLE dead_letters (
    job_id uuid CONSTRAINT dead_letters_pk PRIMARY KEY CONSTRAINT dead_letters_job_fk REFERENCES jobs ON DELETE CASCADE,
    fingerprint text NOT NULL, died_at timestamptz NOT NULL)`,
  `CREATE INDEX dead_letters_alike ON dead_letters (fingerprint, died_at)`,
  // What somebody on call should know. One row for each kind of trouble, counted.
  `CREATE TABLE alerts (
    id uuid CONSTRAINT alerts_pk PRIMARY KEY, kind text NOT NULL, subject text NOT NULL, message text NOT NULL,
    count integer NOT NULL DEFAULT 1, first_at timestamptz NOT NULL, last_at timestamptz NOT NULL, seen_at timestamptz,
    CONSTRAINT alerts_subject UNIQUE (kind, subject))`,
  `CREATE TABLE idempotency_keys (
    user_id uuid NOT NULL CONSTRAINT idempotency_keys_user_fk REFERENCES users ON DELETE CASCADE, key text NOT NULL,
    request_hash text NOT NULL, job_id uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pk PRIMARY KEY (user_id, key))`,
  `CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)`,
  // A queue without a row is open.
  `CREATE TABLE queue_controls (
    queue text CONSTRAINT queue_controls_pk PRIMARY KEY, state text NOT NULL, since timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE schedules (
    name text CONSTRAINT schedules_pk PRIMARY KEY, type text NOT NULL, input jsonb NOT NULL, cron text NOT NULL,
    enabled boolean NOT NULL DEFAULT true, next_run_at timestamptz NOT NULL, last_run_at timestamptz, last_job_id uuid)`,
  // Recent durations of a step, in seconds a unit of work: forecasts are their quantiles.
  `CREATE TABLE step_rates (
    type text NOT NULL, step text NOT NULL, unit text NOT NULL, samples real[] NOT NULL, updated_at timestamptz NOT NULL,
    CONSTRAINT step_rates_pk PRIMARY KEY (type, step, unit))`,
  // How far first forecasts were from what came: actual seconds divided by forecast seconds.
  `CREATE TABLE eta_errors (
    type text CONSTRAINT eta_errors_pk PRIMARY KEY, ratios real[] NOT NULL, updated_at timestamptz NOT NULL)`,
  // Copies of what Redis knows, for those who do not talk to Redis.
  `CREATE TABLE workers (
    id text CONSTRAINT workers_pk PRIMARY KEY, name text NOT NULL, queues jsonb NOT NULL, started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL, active integer NOT NULL, rss_bytes bigint NOT NULL)`,
  `CREATE TABLE engines (
    name text CONSTRAINT engines_pk PRIMARY KEY, state text NOT NULL, since timestamptz NOT NULL, retry_at timestamptz, detail text)`,
  // Effects outside of the system: a key is written with the effect, and never twice.
  `CREATE TABLE effects (
    key text CONSTRAINT effects_pk PRIMARY KEY, kind text NOT NULL, job_id uuid, done_at timestamptz NOT NULL DEFAULT now())`,
  // What system.debug does to the world: a row each time, so that a double shows.
  `CREATE TABLE debug_effects (key text NOT NULL, job_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
];

const tables = [
  'debug_effects',
  'effects',
  'engines',
  'workers',
  'eta_errors',
  'step_rates',
  'schedules',
  'queue_controls',
  'idempotency_keys',
  'alerts',
  'dead_letters',
  'attempts',
];

export class JobEngine1795312800000 implements MigrationInterface {
  readonly name = 'JobEngine1795312800000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP FUNCTION room_of`);
    await runner.query(`DROP INDEX commands_of_job`);
    await runner.query(`DROP INDEX jobs_open_of_user`);
    await runner.query(`DROP INDEX outbox_turn`);
    await runner.query(`ALTER TABLE outbox DROP COLUMN turn_at, DROP COLUMN claimed_at`);
    await runner.query(`CREATE INDEX outbox_turn ON outbox (queue, user_id, priority, job_id)`);
    await runner.query(`DROP INDEX jobs_results`);
    await runner.query(`ALTER TABLE jobs DROP COLUMN soft_limit_ms, DROP COLUMN hard_limit_ms, DROP COLUMN weight,
      DROP COLUMN child_weight, DROP COLUMN wait_reason, DROP COLUMN wait_until, DROP COLUMN work_unit,
      DROP COLUMN work_amount, DROP COLUMN step_at, DROP COLUMN eta_at, DROP COLUMN eta_told_at, DROP COLUMN reused, DROP COLUMN result_expires_at, DROP COLUMN turn_at,
      DROP COLUMN attempt_outcome`);
  }
}
