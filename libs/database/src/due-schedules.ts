import { catalogue } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import { maxOpenJobs } from '@polyspool/contracts/queues';
import { v7 } from 'uuid';
import { acceptJobs, type NewJob, tellAccepted } from './accept-job.js';
import type { Database } from './database.js';
import { nextTime } from './next-time.js';
import type { Notices } from './notices.js';
import { systemUserId } from './system-user.js';

export interface DueSchedule {
  readonly name: string;
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly cron: string;
  readonly nextRunAt: Date;
}

/**
 * What became of a turn. `refused`: too many jobs are open, or the queue takes no new ones; `overtaken`: somebody else has
 * taken it, or changed the schedule.
 */
export type Turn = { readonly jobId: string; readonly queue: string } | 'stillOpen' | 'refused' | 'overtaken';

/** Schedules whose time has come. The time is that of Postgres, unless another clock is given. */
export class DueSchedules {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly clock: () => Date | null = () => null,
  ) {}

  due(): Promise<DueSchedule[]> {
    return this.database.query(
      `SELECT name, type, input, cron, next_run_at AS "nextRunAt" FROM schedules
       WHERE enabled AND next_run_at <= ${nowOr(1)} ORDER BY next_run_at, name`,
      [this.clock()],
    );
  }

  /** How long until the next one is due. */
  async nextInMs(): Promise<number | undefined> {
    const [row] = await this.database.query<{ ms: number | null }>(
      `SELECT extract(epoch FROM min(next_run_at) - ${nowOr(1)})::float8 * 1000 AS ms FROM schedules WHERE enabled`,
      [this.clock()],
    );
    return row?.ms ?? undefined;
  }

  /**
   * Takes its turn: moves it on, and accepts its job in the same transaction. Turns that nobody took are one turn.
   * Throws `job.unknownType`, `input.invalid` where it no longer fits the catalogue; then too it has moved on.
   */
  async run(schedule: DueSchedule, traceparent?: string): Promise<Turn> {
    const job = prepare(schedule, traceparent);
    const turn = await this.database.transaction(async (tx): Promise<Turn> => {
      const [now] = await tx.query<{ at: Date; open: boolean }>(lockTurn, [
        schedule.name,
        schedule.nextRunAt,
        this.clock(),
      ]);
      if (!now) return 'overtaken';
      const next = nextTime(schedule.cron, now.at, schedule.name);
      const made =
        !now.open &&
        !(job instanceof Error) &&
        (await acceptJobs(tx, [{ job: { ...job, expiresAt: next }, maxOpenJobs }])).size > 0;
      await tx.execute(moveOn, [schedule.name, next, made ? job.id : null, now.at]);
      if (made) return { jobId: job.id, queue: job.queue };
      return now.open ? 'stillOpen' : 'refused';
    });
    if (job instanceof Error) throw job;
    if (typeof turn === 'object') tellAccepted(this.notices, job);
    return turn;
  }
}

function prepare({ type, input }: DueSchedule, traceparent: string | undefined): NewJob | AppError {
  const contract = catalogue.get(type);
  if (!contract) return new AppError('job.unknownType', `There is no job type ${type}`);
  try {
    const parsed = parseInput(contract.input, input);
    return { id: v7(), userId: systemUserId, type, queue: contract.queue, input: parsed, traceparent };
  } catch (error) {
    return AppError.from(error);
  }
}

/** The time that was given as a parameter, or Postgres' own. */
function nowOr(parameter: number) {
  return `coalesce($${parameter}::timestamptz, now())`;
}

const lockTurn = `
  SELECT ${nowOr(3)} AS at, EXISTS (SELECT FROM jobs WHERE id = last_job_id AND finished_at IS NULL) AS open FROM schedules
  WHERE name = $1 AND next_run_at = $2 AND enabled FOR UPDATE`;

const moveOn = `
  UPDATE schedules SET next_run_at = $2, last_job_id = coalesce($3::uuid, last_job_id),
    last_run_at = CASE WHEN $3::uuid IS NULL THEN last_run_at ELSE $4::timestamptz END
  WHERE name = $1`;
