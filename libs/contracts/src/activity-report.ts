import { z } from 'zod';

const count = z.int().nonnegative();

/** Root jobs: how many were asked for in a time, and how those that ended in it have ended. */
export const JobCounts = z.object({
  accepted: count,
  succeeded: count,
  failed: count,
  cancelled: count,
  expired: count,
  /** Of those that ended, from their start to their end. */
  runSeconds: z.number().nonnegative(),
});
export type JobCounts = z.output<typeof JobCounts>;

const FileCounts = z.object({ count, bytes: count });

/** What went on in a time, of one person or of all people. Nobody is named in it. */
export const Activity = z.object({
  from: z.iso.datetime(),
  /** The first moment after it. */
  to: z.iso.datetime(),
  total: JobCounts,
  byType: z.array(JobCounts.extend({ type: z.string() })),
  /** Each begins at `at`; those in which nothing went on are left out. */
  unit: z.enum(['hour', 'day', 'month']),
  byTime: z.array(JobCounts.extend({ at: z.iso.datetime() })),
  failures: z.array(z.object({ type: z.string(), code: z.string(), count })),
  /** What succeeded jobs have worked on: seconds of media, pages and so on. */
  work: z.array(z.object({ unit: z.string(), amount: z.number().nonnegative(), jobs: count })),
  uploads: FileCounts,
  /** Published files. */
  files: FileCounts,
  /** New ones of the corpus. */
  records: count,
});
export type Activity = z.output<typeof Activity>;

/** `report.json` of `reports.daily`. */
export const DailyReport = z.object({
  date: z.iso.date(),
  madeAt: z.iso.datetime(),
  activity: Activity,
  people: z.object({ active: count, joined: count, total: count }),
  /** What the platform has done of itself. */
  platform: JobCounts,
});
export type DailyReport = z.output<typeof DailyReport>;

/** `report.json` of `reports.user`. */
export const UserReport = z.object({
  userId: z.uuid(),
  name: z.string(),
  startDate: z.iso.date(),
  endDate: z.iso.date(),
  madeAt: z.iso.datetime(),
  activity: Activity,
  /** What they keep now. */
  kept: z.object({ uploads: FileCounts, files: FileCounts, records: count }),
});
export type UserReport = z.output<typeof UserReport>;
