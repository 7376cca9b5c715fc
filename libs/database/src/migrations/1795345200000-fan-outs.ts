import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job may wait for children more than once: the bar of each wait is filled by its own. */
export class FanOuts1795345200000 implements MigrationInterface {
  name = 'FanOuts1795345200000';

  async up(runner: QueryRunner) {
    await runner.query('ALTER TABLE jobs ADD child_weight_before real NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE jobs DROP COLUMN child_weight_before');
  }
}
