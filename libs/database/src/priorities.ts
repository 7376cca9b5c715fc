import type { Priority } from '@polyspool/contracts/job-status';

/** As kept in the jobs table: 1 goes first. */
export const rankOf: Readonly<Record<Priority, number>> = { urgent: 1, high: 3, normal: 5, low: 7 };

export const priorityOf = (rank: number): Priority =>
  (Object.keys(rankOf) as Priority[]).find((priority) => rank <= rankOf[priority]) ?? 'low';

/** How much longer than others a job seems to have waited. Two hours of waiting make up for one step. */
export const headStartSeconds: Readonly<Record<Priority, number>> = {
  urgent: 24 * 3_600,
  high: 2 * 3_600,
  normal: 0,
  low: -2 * 3_600,
};

/** How long one has to wait for it to be worth as much as having one job less there. */
export const secondsPerPlace = 180;

/** Beyond so many open jobs of one owner it makes no difference. */
export const mostOwnJobs = 1_000;

/**
 * SQL for the turn of a job, earlier goes first: when it was there, moved by its priority, and by how many open jobs its
 * owner has in the queue. It never changes. So nobody's backlog stands in front of others, and nothing waits for ever.
 */
export function turnAt(since: string, rank: string, ownJobs: string) {
  const starts = Object.entries(headStartSeconds).map(
    ([priority, seconds]) => `WHEN ${rank} <= ${rankOf[priority as Priority]} THEN ${seconds}`,
  );
  const headStart = `CASE ${starts.join(' ')} ELSE ${headStartSeconds.low} END`;
  return `${since} + (${secondsPerPlace} * ${ownJobs} - ${headStart}) * interval '1 s'`;
}

/** SQL for how many open jobs somebody has in a queue. */
export const ownOpenJobs = (userId: string, queue: string) => `(
  SELECT count(*) FROM (
    SELECT FROM jobs WHERE user_id = ${userId} AND queue = ${queue} AND finished_at IS NULL AND parent_id IS NULL
    LIMIT ${mostOwnJobs}
  ) own)`;
