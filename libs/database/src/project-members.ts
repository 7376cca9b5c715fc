import { AppError } from '@polyspool/contracts/errors';
import type { ProjectMember, ProjectRole } from '@polyspool/contracts/projects';
import type { Database, Statements } from './database.js';
import { unknownProject } from './projects.js';

/** Who is in a project. At any time it has an owner. */
export class ProjectMembers {
  constructor(private readonly database: Database) {}

  /** In the order in which they came. */
  list(projectId: string): Promise<ProjectMember[]> {
    return this.database.query(`${members} ORDER BY m.added_at, u.id`, [projectId]);
  }

  /** Takes somebody in, or makes a member something else. Throws `project.memberUnknown`, `project.lastOwner`. */
  put(projectId: string, userId: string, role: ProjectRole): Promise<ProjectMember> {
    return this.#changing(projectId, async (tx) => {
      await tx.execute(
        `INSERT INTO project_members (project_id, user_id, role) SELECT $1, id, $3 FROM users WHERE id = $2
         ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role`,
        [projectId, userId, role],
      );
      const [member] = await tx.query<ProjectMember>(`${members} AND m.user_id = $2`, [projectId, userId]);
      if (!member) throw new AppError('project.memberUnknown', `There is nobody with the id ${userId}`);
      return member;
    });
  }

  /** Throws `project.memberUnknown`, `project.lastOwner`. */
  remove(projectId: string, userId: string) {
    return this.#changing(projectId, async (tx) => {
      const removed = await tx.execute('DELETE FROM project_members WHERE project_id = $1 AND user_id = $2', [
        projectId,
        userId,
      ]);
      if (!removed) throw new AppError('project.memberUnknown', `${userId} is no member`);
    });
  }

  /** One after the other: of two owners who leave at the same time, one stays. */
  #changing<Result>(projectId: string, change: (tx: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(async (tx) => {
      const [project] = await tx.query('SELECT 1 FROM projects WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
      if (!project) throw unknownProject(projectId);
      const result = await change(tx);
      const [owner] = await tx.query(`SELECT 1 FROM project_members WHERE project_id = $1 AND role = 'owner' LIMIT 1`, [
        projectId,
      ]);
      if (!owner) throw new AppError('project.lastOwner', 'Make somebody else an owner first');
      return result;
    });
  }
}

const members = `
  SELECT m.user_id AS "userId", u.name, m.role FROM project_members m JOIN users u ON u.id = m.user_id
  WHERE m.project_id = $1`;
