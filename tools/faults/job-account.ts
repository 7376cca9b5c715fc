import type pg from 'pg';
import type { Account, AccountedJobs } from './account.ts';
import type { AcceptedJob } from './load-client.ts';
import type { DebugInput } from './load-plan.ts';
import { until } from './until.ts';

interface Row {
  readonly id: string;
  readonly status: string;
  readonly code: string | null;
  readonly percent: number;
  readonly children: number;
  readonly succeededChildren: number;
}

const terminal = ['succeeded', 'failed', 'cancelled', 'expired'];

/** What Postgres says of every job that somebody was promised an end of. */
export async function accountForJobs(database: pg.Pool, jobs: AccountedJobs): Promise<Partial<Account>[]> {
  const { rows } = await database.query<Row>(rootJobs, [jobs.userIds]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ids = new Set(jobs.accepted.map(({ id }) => id));
  return [
    {
      lost: jobs.accepted.flatMap(({ id, planned }) => {
        const row = byId.get(id);
        if (!row) return [`${planned.key} (${id}) was accepted and is not there`];
        return terminal.includes(row.status) ? [] : [`${planned.key} (${id}) is still ${row.status}`];
      }),
      doubled: rows.filter(({ id }) => !ids.has(id)).map(({ id }) => `${id} is there, and nobody was told so`),
      wrong: jobs.accepted.flatMap((job) => {
        const row = byId.get(job.id);
        return row && terminal.includes(row.status) ? wrongIn(job, row, jobs.toleratedCodes) : [];
      }),
    },
    await accountForEvents(database, jobs.userIds),
    await accountForEffects(database, jobs.accepted, byId),
  ];
}

function wrongIn({ planned, id, isCancelled }: AcceptedJob, row: Row, toleratedCodes: readonly string[]): string[] {
  const expected = [planned.outcome, ...(isCancelled ? ['cancelled'] : [])];
  const wasTolerated = row.status === 'failed' && toleratedCodes.includes(row.code ?? '');
  const name = `${planned.key} (${id})`;
  if (!expected.includes(row.status) && !wasTolerated) {
    return [`${name} ended ${row.status} ${row.code ?? ''} where ${expected.join(' or ')} was due`];
  }
  if (row.status !== 'succeeded') return [];
  const { parts = 0 } = planned.input as Partial<DebugInput>;
  const wrong = row.percent === 100 ? [] : [`${name} succeeded at ${row.percent} %`];
  if (planned.type === 'system.debug' && (row.children !== parts || row.succeededChildren !== parts)) {
    wrong.push(`${name} has ${row.children} parts, ${row.succeededChildren} succeeded; ${parts} were due`);
  }
  return wrong;
}

async function accountForEvents(database: pg.Pool, userIds: readonly string[]): Promise<Partial<Account>> {
  const { rows: ends } = await database.query<{ id: string; run: number; ends: number }>(endsOfRuns, [userIds]);
  const { rows: holes } = await database.query<{ id: string }>(holesInLogs, [userIds]);
  const { rows: backward } = await database.query<{ id: string }>(backwardProgress, [userIds]);
  const open = await stillOpen(database, userIds);
  return {
    doubled: ends.filter(({ ends }) => ends > 1).map(({ id, run, ends }) => `${id} ended ${ends} times in run ${run}`),
    wrong: [
      ...ends.filter(({ ends }) => ends < 1).map(({ id, run }) => `${id} has no terminal event in run ${run}`),
      ...holes.map(({ id }) => `the event log of ${id} has holes`),
      ...backward.map(({ id }) => `the progress of ${id} went back`),
      ...open.map(({ id, what }) => `${id} is left in ${what}`),
    ],
  };
}

/** What has ended is tidied up by and by: that takes a moment, not for ever. */
async function stillOpen(database: pg.Pool, userIds: readonly string[]) {
  let open: { id: string; what: string }[] = [];
  const isTidy = async () => {
    open = (await database.query<{ id: string; what: string }>(leftOpen, [userIds])).rows;
    return open.length === 0;
  };
  await until('nothing is left open', isTidy, { limitMs: 20_000, everyMs: 200 }).catch(() => undefined);
  return open;
}

/** An effect belongs to one job, comes about once, and not without its job. */
async function accountForEffects(database: pg.Pool, accepted: readonly AcceptedJob[], byId: ReadonlyMap<string, Row>) {
  const effectOf = ({ planned }: AcceptedJob) => (planned.input as Partial<DebugInput>).effect;
  const due = accepted.filter((job) => effectOf(job) !== undefined);
  const { rows } = await database.query<{ jobId: string; done: number }>(effectsDone, [due.map(({ id }) => id)]);
  const done = new Map(rows.map((row) => [row.jobId, row.done]));
  return {
    doubled: rows.filter((row) => row.done > 1).map((row) => `the effect of ${row.jobId} came about ${row.done} times`),
    wrong: due
      .filter(({ id }) => byId.get(id)?.status === 'succeeded' && !done.has(id))
      .map(({ id }) => `${id} succeeded without its effect`),
  };
}

const rootJobs = `
  SELECT j.id, j.status, j.error->>'code' AS code, j.percent, count(c.id)::int AS children,
    (count(c.id) FILTER (WHERE c.status = 'succeeded'))::int AS "succeededChildren"
  FROM jobs j LEFT JOIN jobs c ON c.parent_id = j.id
  WHERE j.user_id = ANY($1) AND j.parent_id IS NULL GROUP BY j.id`;

/** Parts included. */
const endsOfRuns = `
  SELECT j.id, r.run, (count(e.seq) FILTER (WHERE e.type IN ('succeeded', 'failed', 'cancelled', 'expired')))::int AS ends
  FROM jobs j CROSS JOIN LATERAL generate_series(1, j.run) AS r(run)
  LEFT JOIN events e ON e.job_id = j.id AND e.run = r.run
  WHERE j.user_id = ANY($1) GROUP BY j.id, r.run`;

const holesInLogs = `
  SELECT j.id FROM jobs j LEFT JOIN events e ON e.job_id = j.id WHERE j.user_id = ANY($1)
  GROUP BY j.id HAVING count(e.seq) <> j.seq OR count(DISTINCT e.seq) <> j.seq OR max(e.seq) <> j.seq`;

const backwardProgress = `
  SELECT DISTINCT job_id AS id FROM (
    SELECT e.job_id, (e.data->'change'->>'percent')::float8 AS percent,
      max((e.data->'change'->>'percent')::float8) OVER (
        PARTITION BY e.job_id, e.run ORDER BY e.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM events e JOIN jobs j ON j.id = e.job_id WHERE j.user_id = ANY($1)
  ) p WHERE percent < before`;

const leftOpen = `
  SELECT o.job_id AS id, 'the outbox' AS what FROM outbox o WHERE o.user_id = ANY($1)
  UNION ALL SELECT c.job_id, 'the commands' FROM commands c JOIN jobs j ON j.id = c.job_id WHERE j.user_id = ANY($1)
  UNION ALL SELECT id, 'the parts, ' || status FROM jobs
    WHERE user_id = ANY($1) AND parent_id IS NOT NULL AND finished_at IS NULL`;

const effectsDone = `SELECT job_id AS "jobId", count(*)::int AS done FROM debug_effects WHERE job_id = ANY($1) GROUP BY job_id`;
