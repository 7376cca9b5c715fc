import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE projects (
    id uuid CONSTRAINT projects_pk PRIMARY KEY, name text NOT NULL, settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE project_members (
    project_id uuid NOT NULL CONSTRAINT project_members_project_fk REFERENCES projects ON DELETE CASCADE,
    user_id uuid NOT NULL CONSTRAINT project_members_user_fk REFERENCES users ON DELETE CASCADE,
    role text NOT NULL CONSTRAINT project_members_role CHECK (role IN ('owner', 'editor', 'viewer')),
    added_at timestamptz NOT NULL DEFAULT now(), CONSTRAINT project_members_pk PRIMARY KEY (project_id, user_id))`,
  `CREATE INDEX project_members_of_user ON project_members (user_id, project_id)`,
  // Uploads that all members may read and use.
  `CREATE TABLE project_assets (
    project_id uuid NOT NULL CONSTRAINT project_assets_project_fk REFERENCES projects ON DELETE CASCADE,
    upload_id uuid NOT NULL CONSTRAINT project_assets_upload_fk REFERENCES uploads ON DELETE CASCADE,
    added_at timestamptz NOT NULL DEFAULT now(), CONSTRAINT project_assets_pk PRIMARY KEY (project_id, upload_id))`,
  `CREATE INDEX project_assets_of_upload ON project_assets (upload_id, project_id)`,
  // Before there were projects nothing kept a job from naming one.
  'UPDATE jobs SET project_id = NULL WHERE project_id IS NOT NULL',
  // What was made in a project stays with those who made it.
  `ALTER TABLE jobs ADD CONSTRAINT jobs_project_fk FOREIGN KEY (project_id) REFERENCES projects ON DELETE SET NULL`,
  `CREATE INDEX jobs_of_project ON jobs (project_id, id) WHERE project_id IS NOT NULL`,
  // A signed manifest (compact JWS) of how the file was made.
  `ALTER TABLE artifacts ADD provenance text`,
];

export class Projects1795352400000 implements MigrationInterface {
  readonly name = 'Projects1795352400000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE artifacts DROP COLUMN provenance');
    await runner.query('DROP INDEX jobs_of_project');
    await runner.query('ALTER TABLE jobs DROP CONSTRAINT jobs_project_fk');
    for (const table of ['project_assets', 'project_members', 'projects']) await runner.query(`DROP TABLE ${table}`);
  }
}
