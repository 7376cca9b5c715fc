import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a job has had a slot of a worker. */
export class SlotTimes1795384800000 implements MigrationInterface {
  readonly name = 'SlotTimes1795384800000';

  async up(runner: QueryRunner) {
    await runner.query('ALTER TABLE jobs ADD COLUMN entered_at timestamptz');
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE jobs DROP COLUMN entered_at');
  }
}
