import { AppError } from '@polyspool/contracts/errors';
import type { NewProject, Project, ProjectChange, ProjectRole } from '@polyspool/contracts/projects';
import { v7 } from 'uuid';
import type { Database } from './database.js';
import { storableJson, storableText } from './storable.js';

/** Of which one person is an owner. */
export const maxProjects = 200;

/** A project, and what somebody is in it: nothing where they are no member. */
export interface ProjectSeen extends Omit<Project, 'role'> {
  readonly role: ProjectRole | null;
}

/** Projects as such. Who may do what with one is not decided here. */
export class Projects {
  constructor(
    private readonly database: Database,
    private readonly most = maxProjects,
  ) {}

  /** Those of which somebody is a member, newest first. */
  async list(userId: string, { before, limit }: { before?: string | undefined; limit: number }): Promise<Project[]> {
    const rows = await this.database.query<ProjectRecord & { role: ProjectRole }>(
      `SELECT ${columns}, m.role FROM projects p JOIN project_members m ON m.project_id = p.id AND m.user_id = $1
       WHERE $2::uuid IS NULL OR p.id < $2 ORDER BY p.id DESC LIMIT $3`,
      [userId, before ?? null, limit],
    );
    return rows.map(dated);
  }

  async find(id: string, userId: string): Promise<ProjectSeen | undefined> {
    const [row] = await this.database.query<ProjectRecord & { role: ProjectRole | null }>(
      `SELECT ${columns}, m.role FROM projects p
       LEFT JOIN project_members m ON m.project_id = p.id AND m.user_id = $2 WHERE p.id = $1`,
      [id, userId],
    );
    return row && dated(row);
  }

  /** Who makes it is its owner. Throws `quota.projects`. */
  async add(userId: string, { name, settings }: NewProject): Promise<Project> {
    const [row] = await this.database.query<ProjectRecord>(
      `WITH p AS (
         INSERT INTO projects (id, name, settings)
         SELECT $2, $3, $4 WHERE (SELECT count(*) FROM project_members WHERE user_id = $1 AND role = 'owner') < $5
         RETURNING *
       ), owner AS (INSERT INTO project_members (project_id, user_id, role) SELECT id, $1, 'owner' FROM p)
       SELECT ${columns} FROM p`,
      [userId, v7(), storableText(name), storableJson(settings), this.most],
    );
    if (!row) throw new AppError('quota.projects', `A person may own ${this.most} projects`);
    return { ...dated(row), role: 'owner' };
  }

  /** Throws `project.unknown`. */
  async change(id: string, { name, settings }: ProjectChange) {
    const changed = await this.database.execute(
      `UPDATE projects SET name = coalesce($2, name), settings = coalesce($3::jsonb, settings), updated_at = now()
       WHERE id = $1`,
      [id, name === undefined ? null : storableText(name), settings ? storableJson(settings) : null],
    );
    if (!changed) throw unknownProject(id);
  }

  /** Throws `project.unknown`. Jobs and uploads stay with those whose they are. */
  async remove(id: string) {
    const removed = await this.database.execute('DELETE FROM projects WHERE id = $1', [id]);
    if (!removed) throw unknownProject(id);
  }
}

interface ProjectRecord extends Pick<Project, 'id' | 'name' | 'settings'> {
  readonly createdAt: Date;
}

const columns = `p.id, p.name, p.settings, p.created_at AS "createdAt"`;

const dated = <Row extends ProjectRecord>({ createdAt, ...row }: Row) => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

export const unknownProject = (id: string) => new AppError('project.unknown', `No project ${id}`);
