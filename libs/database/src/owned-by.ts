import { AppError } from '@polyspool/contracts/errors';
import { Raw } from 'typeorm';

const projectsOf = 'SELECT project_id FROM project_members WHERE user_id';

/** Their own jobs, and those of projects that they are a member of: one of the conditions has to hold. Undefined stands for an operator, who sees all. */
export const jobsSeenBy = (viewerId: string | undefined) =>
  viewerId === undefined ? [{}] : [{ userId: viewerId }, { projectId: inProjectOf(viewerId) }];

/** One upload, for its owner and for members of the projects that it is shared in. */
export const uploadSeenBy = (id: string, viewerId: string | undefined) => {
  if (viewerId === undefined) return [{ id }];
  const shared = `SELECT upload_id FROM project_assets WHERE project_id IN (${projectsOf} = :viewerId)`;
  const isShared = Raw((column) => `${column} = :id AND ${column} IN (${shared})`, { id, viewerId });
  return [{ id, userId: viewerId }, { id: isShared }];
};

/** The same as `jobsSeenBy` in SQL, for a table or its alias; the viewer, or null, is the parameter of that number. */
export const seesJob = (jobs: string, parameter: number) =>
  `($${parameter}::uuid IS NULL OR ${jobs}.user_id = $${parameter} OR ${jobs}.project_id IN (${projectsOf} = $${parameter}))`;

/** Which of these may be changed too: their own. */
export const ownJob = (jobs: string, parameter: number) =>
  `($${parameter}::uuid IS NULL OR ${jobs}.user_id = $${parameter})`;

/** Of rows with an owner and a project: one's own, and those of projects that one edits. */
export const ownOrEdited = (table: string, parameter: number) =>
  `($${parameter}::uuid IS NULL OR ${table}.user_id = $${parameter} OR ${table}.project_id IN (
    ${projectsOf} = $${parameter} AND role IN ('owner', 'editor')))`;

/** Throws `job.unknown` for one that is not seen, and `project.forbidden` for one that is seen only. */
export function refuseOthers<Row extends { readonly isOwn: boolean }>(
  id: string,
  row: Row | undefined,
): asserts row is Row {
  if (!row) throw new AppError('job.unknown', `No job ${id}`);
  if (!row.isOwn) throw new AppError('project.forbidden', `Job ${id} is of another member of its project`);
}

/** Jobs of one project, for its members. */
export const inProject = (projectId: string, viewerId: string | undefined) =>
  Raw(
    (column) =>
      viewerId === undefined
        ? `${column} = :projectId`
        : `${column} = :projectId AND ${column} IN (${projectsOf} = :viewerId)`,
    { projectId, viewerId },
  );

const inProjectOf = (viewerId: string) => Raw((column) => `${column} IN (${projectsOf} = :viewerId)`, { viewerId });

/** Conditions that were asked for: TypeORM refuses undefined ones. */
export function given<Conditions extends object>(conditions: Conditions) {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Conditions]: Exclude<Conditions[Name], undefined>;
  };
}
