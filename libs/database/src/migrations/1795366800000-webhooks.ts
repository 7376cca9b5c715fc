import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Secrets are encrypted by whoever writes them.
  `CREATE TABLE webhooks (
    id uuid CONSTRAINT webhooks_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT webhooks_user_fk REFERENCES users ON DELETE CASCADE,
    url text NOT NULL, description text, events jsonb NOT NULL, enabled boolean NOT NULL DEFAULT true,
    disabled_reason text CONSTRAINT webhooks_disabled_reason CHECK (disabled_reason IN ('gone', 'failing')),
    secret text NOT NULL, old_secret text, old_secret_until timestamptz, failing_since timestamptz, failed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX webhooks_of_user ON webhooks (user_id, id)`,
  // The body is the same in each attempt; the job may be gone by then.
  `CREATE TABLE webhook_deliveries (
    id uuid CONSTRAINT webhook_deliveries_pk PRIMARY KEY,
    webhook_id uuid NOT NULL CONSTRAINT webhook_deliveries_webhook_fk REFERENCES webhooks ON DELETE CASCADE,
    event text NOT NULL, job_id uuid, body text NOT NULL, status text NOT NULL DEFAULT 'pending'
      CONSTRAINT webhook_deliveries_status CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts jsonb NOT NULL DEFAULT '[]', tries integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz DEFAULT now(), claim uuid, claimed_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries (webhook_id, id)`,
  `CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, next_attempt_at, id) WHERE status = 'pending'`,
  `CREATE INDEX webhook_deliveries_under_way ON webhook_deliveries (webhook_id) WHERE claim IS NOT NULL`,
  `CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at) WHERE status <> 'pending'`,
  // Webhooks that are told of a job whatever they listen to.
  `CREATE TABLE job_webhooks (
    job_id uuid CONSTRAINT job_webhooks_pk PRIMARY KEY CONSTRAINT job_webhooks_job_fk REFERENCES jobs ON DELETE CASCADE,
    webhook_id uuid NOT NULL CONSTRAINT job_webhooks_webhook_fk REFERENCES webhooks ON DELETE CASCADE)`,
  `CREATE INDEX job_webhooks_of_webhook ON job_webhooks (webhook_id)`,
];

export class Webhooks1795366800000 implements MigrationInterface {
  readonly name = 'Webhooks1795366800000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    for (const table of ['job_webhooks', 'webhook_deliveries', 'webhooks']) await runner.query(`DROP TABLE ${table}`);
  }
}
