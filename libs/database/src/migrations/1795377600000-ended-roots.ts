import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Old jobs, reports and figures of health are read by when they ended. */
export class EndedRoots1795377600000 implements MigrationInterface {
  readonly name = 'EndedRoots1795377600000';

  async up(runner: QueryRunner) {
    await runner.query(
      'CREATE INDEX jobs_ended_roots ON jobs (finished_at) WHERE parent_id IS NULL AND finished_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP INDEX jobs_ended_roots');
  }
}
