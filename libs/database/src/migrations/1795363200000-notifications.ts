import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE notification_preferences (
    user_id uuid CONSTRAINT notification_preferences_pk PRIMARY KEY
      CONSTRAINT notification_preferences_user_fk REFERENCES users ON DELETE CASCADE,
    preferences jsonb NOT NULL, email_confirmed boolean NOT NULL DEFAULT false,
    updated_at timestamptz NOT NULL DEFAULT now())`,
  // Whether an address of nobody in a bulk is that of somebody here, who has said what they want.
  `CREATE INDEX notification_preferences_email ON notification_preferences (lower(preferences ->> 'email'))
    WHERE email_confirmed`,
  // Mails that ask whether an address is theirs: SHA-256 of it. They count against the limits of person and address.
  `CREATE TABLE address_checks (
    id uuid CONSTRAINT address_checks_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT address_checks_user_fk REFERENCES users ON DELETE CASCADE,
    address_hash text NOT NULL, asked_at timestamptz NOT NULL DEFAULT now(),
    next_at timestamptz NOT NULL DEFAULT now(), tries int NOT NULL DEFAULT 0, done_at timestamptz)`,
  `CREATE INDEX address_checks_of_user ON address_checks (user_id)`,
  `CREATE INDEX address_checks_of_address ON address_checks (address_hash)`,
  `CREATE INDEX address_checks_due ON address_checks (next_at) WHERE done_at IS NULL`,
  // What stands in a person's list.
  `CREATE TABLE notifications (
    id uuid CONSTRAINT notifications_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT notifications_user_fk REFERENCES users ON DELETE CASCADE,
    topic text NOT NULL, subject text NOT NULL, message text NOT NULL, link text,
    job_id uuid CONSTRAINT notifications_job_fk REFERENCES jobs ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(), read_at timestamptz)`,
  `CREATE INDEX notifications_of_user ON notifications (user_id, id)`,
  `CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL`,
  // Jobs are removed too, and find those about them by this.
  `CREATE INDEX notifications_of_job ON notifications (job_id) WHERE job_id IS NOT NULL`,
  // Addresses outside of the system to which nobody writes about that any more: SHA-256, so that they are nobody's.
  `CREATE TABLE unsubscribed_addresses (
    address_hash text NOT NULL, topic text NOT NULL, at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT unsubscribed_addresses_pk PRIMARY KEY (address_hash, topic))`,
  // How often something was begun that may have left the system without our knowing.
  `CREATE TABLE delivery_tries (
    key text CONSTRAINT delivery_tries_pk PRIMARY KEY, job_id uuid NOT NULL, tries int NOT NULL DEFAULT 1,
    at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX delivery_tries_of_job ON delivery_tries (job_id)`,
  `CREATE INDEX delivery_tries_by_time ON delivery_tries (at)`,
  // When administrators were last told of something, and by which job.
  `CREATE TABLE alert_times (
    key text CONSTRAINT alert_times_pk PRIMARY KEY, job_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
  'ALTER TABLE alerts ADD told_at timestamptz',
  // The ledger is swept from its oldest end.
  `CREATE INDEX effects_by_time ON effects (done_at)`,
];

export class Notifications1795363200000 implements MigrationInterface {
  readonly name = 'Notifications1795363200000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP INDEX effects_by_time');
    await runner.query('ALTER TABLE alerts DROP COLUMN told_at');
    const tables = [
      'alert_times',
      'delivery_tries',
      'unsubscribed_addresses',
      'address_checks',
      'notifications',
      'notification_preferences',
    ];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
