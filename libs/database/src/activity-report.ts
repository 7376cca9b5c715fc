import type { Activity, DailyReport, JobCounts, UserReport } from '@polyspool/contracts/activity-report';
import type { Database } from './database.js';
import { systemUserId } from './system-user.js';

/** From the first moment up to the second, by hours, days or months (UTC). */
export interface TimeSpan {
  readonly from: Date;
  readonly to: Date;
  readonly unit: Activity['unit'];
}

/** What went on in a time. It is counted where the rows are: however many there are, only counts leave Postgres. */
export class ActivityReport {
  constructor(private readonly database: Database) {}

  /** Of one person; of all people, but not of the platform itself, where nobody is named. */
  async of(span: TimeSpan, userId?: string): Promise<Activity> {
    const values = valuesOf(span, userId);
    const rows = await this.database.query<CountRow>(countJobs, [...values, span.unit]);
    const counted = (kind: CountRow['kind']) => rows.filter((row) => row.kind === kind);
    const [total] = counted('all');
    const [things] = await this.database.query<Things>(countThings, values);
    const { uploads, uploadBytes, files, fileBytes, records } = things!; // it counts, so there is a row
    return {
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      total: total ? countsOf(total) : noJobs,
      byType: counted('type').map((row) => ({ type: row.type ?? '', ...countsOf(row) })),
      unit: span.unit,
      byTime: counted('time').map((row) => ({ at: (row.at ?? span.from).toISOString(), ...countsOf(row) })),
      failures: await this.database.query(countFailures, values),
      work: await this.database.query(sumWork, values),
      uploads: { count: uploads, bytes: uploadBytes },
      files: { count: files, bytes: fileBytes },
      records,
    };
  }

  /** What the platform has done of itself. */
  async ofPlatform(span: TimeSpan): Promise<JobCounts> {
    return (await this.of(span, systemUserId)).total;
  }

  async people({ from, to }: TimeSpan): Promise<DailyReport['people']> {
    const [row] = await this.database.query<DailyReport['people']>(
      `SELECT (SELECT count(DISTINCT user_id)::int FROM jobs
           WHERE parent_id IS NULL AND user_id <> $3 AND created_at >= $1 AND created_at < $2) AS active,
         count(*) FILTER (WHERE created_at >= $1 AND created_at < $2)::int AS joined,
         count(*) FILTER (WHERE created_at < $2)::int AS total FROM users WHERE id <> $3`,
      [from, to, systemUserId],
    );
    return row!; // it counts, so there is a row
  }

  /** What somebody keeps now. */
  async keptBy(userId: string): Promise<UserReport['kept']> {
    const [row] = await this.database.query<Things>(countThings, [new Date(0), new Date('9999-01-01'), userId]);
    const { uploads, uploadBytes, files, fileBytes, records } = row!; // it counts, so there is a row
    return { uploads: { count: uploads, bytes: uploadBytes }, files: { count: files, bytes: fileBytes }, records };
  }
}

const noJobs: JobCounts = { accepted: 0, succeeded: 0, failed: 0, cancelled: 0, expired: 0, runSeconds: 0 };

interface CountRow extends JobCounts {
  readonly kind: 'all' | 'type' | 'time';
  readonly type: string | null;
  readonly at: Date | null;
}

interface Things {
  readonly uploads: number;
  readonly uploadBytes: number;
  readonly files: number;
  readonly fileBytes: number;
  readonly records: number;
}

const countsOf = ({ accepted, succeeded, failed, cancelled, expired, runSeconds }: CountRow): JobCounts => ({
  ...{ accepted, succeeded, failed, cancelled, expired, runSeconds },
});

const valuesOf = ({ from, to }: TimeSpan, userId: string | undefined) => [from, to, userId ?? null];

const whose = (table: string) =>
  `CASE WHEN $3::uuid IS NULL THEN ${table}.user_id <> '${systemUserId}' ELSE ${table}.user_id = $3 END`;
const within = (column: string) => `${column} >= $1 AND ${column} < $2`;
const roots = `jobs.parent_id IS NULL AND ${whose('jobs')}`;
const countOf = (status: string) => `count(*) FILTER (WHERE status = '${status}')::int AS ${status}`;

const countJobs = `
  WITH seen AS MATERIALIZED (
    SELECT type, date_trunc($4, created_at, 'UTC') AS at, 1 AS accepted, NULL AS status, 0 AS seconds
    FROM jobs WHERE ${roots} AND ${within('created_at')}
    UNION ALL
    SELECT type, date_trunc($4, finished_at, 'UTC'), 0, status, coalesce(extract(epoch FROM finished_at - started_at), 0)
    FROM jobs WHERE ${roots} AND ${within('finished_at')}
  )
  SELECT CASE WHEN grouping(type) = 0 THEN 'type' WHEN grouping(at) = 0 THEN 'time' ELSE 'all' END AS kind, type, at,
    coalesce(sum(accepted), 0)::int AS accepted, ${['succeeded', 'failed', 'cancelled', 'expired'].map(countOf).join(', ')},
    greatest(coalesce(sum(seconds), 0), 0)::float8 AS "runSeconds"
  FROM seen GROUP BY GROUPING SETS ((), (type), (at)) ORDER BY at, sum(accepted) DESC, type`;

const countFailures = `
  SELECT type, coalesce(error ->> 'code', 'internal') AS code, count(*)::int AS count
  FROM jobs WHERE ${roots} AND status = 'failed' AND ${within('finished_at')} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;

const sumWork = `
  SELECT work_unit AS unit, sum(work_amount)::float8 AS amount, count(*)::int AS jobs
  FROM jobs WHERE ${roots} AND status = 'succeeded' AND work_unit IS NOT NULL AND work_amount >= 0 AND ${within('finished_at')}
  GROUP BY 1 ORDER BY 1`;

const countThings = `
  SELECT u.count AS uploads, u.bytes AS "uploadBytes", f.count AS files, f.bytes AS "fileBytes",
    (SELECT count(*)::int FROM records WHERE ${within('records.created_at')} AND ${whose('records')}) AS records
  FROM (SELECT count(*)::int AS count, coalesce(sum(bytes), 0)::float8 AS bytes FROM uploads
      WHERE ${within('uploads.created_at')} AND ${whose('uploads')}) u,
    (SELECT count(*)::int AS count, coalesce(sum(bytes), 0)::float8 AS bytes FROM artifacts JOIN jobs ON jobs.id = artifacts.job_id
      WHERE ${within('artifacts.created_at')} AND ${whose('jobs')}) f`;
