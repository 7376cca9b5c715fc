import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Who comes by OpenID Connect is known by what their issuer calls them.
  `ALTER TABLE users ADD COLUMN disabled_at timestamptz, ADD COLUMN issuer text, ADD COLUMN subject text`,
  `CREATE UNIQUE INDEX users_sign_in ON users (issuer, subject)`,
  // Scopes that are null are all of them: so it is for every key of before.
  `ALTER TABLE api_keys ADD COLUMN prefix text, ADD COLUMN scopes text[], ADD COLUMN last_used_at timestamptz,
     ADD COLUMN replaced_by uuid`,
  `CREATE INDEX api_keys_of_user ON api_keys (user_id)`,
];

export class AccessKeys1795380978000 implements MigrationInterface {
  readonly name = 'AccessKeys1795380978000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP INDEX api_keys_of_user, users_sign_in');
    await runner.query(
      'ALTER TABLE api_keys DROP COLUMN prefix, DROP COLUMN scopes, DROP COLUMN last_used_at, DROP COLUMN replaced_by',
    );
    await runner.query('ALTER TABLE users DROP COLUMN disabled_at, DROP COLUMN issuer, DROP COLUMN subject');
  }
}
