import { AppError } from '@polyspool/contracts/errors';
import type { NewSchedule, Schedule, ScheduleChange } from '@polyspool/contracts/schedules';
import type { Database, Statements } from './database.js';
import { nextTime } from './next-time.js';
import { storableJson } from './storable.js';

/** Schedules as operators see and edit them. */
export class Schedules {
  constructor(private readonly database: Database) {}

  async list(): Promise<Schedule[]> {
    return (await this.database.query<ScheduleRow>(`SELECT ${columns} FROM schedules ORDER BY name`)).map(view);
  }

  async find(name: string): Promise<Schedule> {
    const [row] = await this.database.query<ScheduleRow>(`SELECT ${columns} FROM schedules WHERE name = $1`, [name]);
    return known(row, name);
  }

  /** Throws `schedule.exists`, `schedule.invalid`. */
  async add(schedule: NewSchedule): Promise<Schedule> {
    const [row] = await this.#insert(schedule);
    if (!row) throw new AppError('schedule.exists', `There is a schedule ${schedule.name} already`);
    return view(row);
  }

  /** Makes a schedule of the platform unless it is there: what an operator has made of it stays. */
  async ensure(schedule: NewSchedule) {
    await this.#insert(schedule);
  }

  /**
   * With another time, or enabled again, it comes next as if it were new. `onChange` is for what is written down with it,
   * unless it is so already. Throws `schedule.unknown`, `schedule.invalid`.
   */
  async change(
    name: string,
    { input, cron, enabled }: ScheduleChange,
    onChange?: (tx: Statements) => Promise<unknown>,
  ): Promise<Schedule> {
    return this.database.transaction(async (tx) => {
      const [before] = await tx.query<ScheduleRow>(`SELECT ${columns} FROM schedules WHERE name = $1 FOR UPDATE`, [
        name,
      ]);
      const wanted = cron ?? known(before, name).cron;
      const [row] = await tx.query<ScheduleRow>(
        `UPDATE schedules SET input = coalesce($2::jsonb, input), cron = $3, enabled = coalesce($4, enabled),
           next_run_at = CASE WHEN cron <> $3 OR $4 AND NOT enabled THEN $5 ELSE next_run_at END
         WHERE name = $1 AND (input, cron, enabled) IS DISTINCT FROM (coalesce($2::jsonb, input), $3, coalesce($4, enabled))
         RETURNING ${columns}`,
        [name, input ? storableJson(input) : null, wanted, enabled ?? null, nextTime(wanted, new Date(), name)],
      );
      if (!row) return known(before, name);
      await onChange?.(tx);
      return view(row);
    });
  }

  async remove(name: string): Promise<Schedule> {
    const [row] = await this.database.query<ScheduleRow>(`DELETE FROM schedules WHERE name = $1 RETURNING ${columns}`, [
      name,
    ]);
    return known(row, name);
  }

  #insert({ name, type, input, cron, enabled }: NewSchedule) {
    return this.database.query<ScheduleRow>(
      `INSERT INTO schedules (name, type, input, cron, enabled, next_run_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (name) DO NOTHING RETURNING ${columns}`,
      [name, type, storableJson(input), cron, enabled, nextTime(cron, new Date(), name)],
    );
  }
}

interface ScheduleRow {
  readonly name: string;
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly cron: string;
  readonly enabled: boolean;
  readonly nextRunAt: Date;
  readonly lastRunAt: Date | null;
  readonly lastJobId: string | null;
}

const columns = `name, type, input, cron, enabled, next_run_at AS "nextRunAt", last_run_at AS "lastRunAt",
  last_job_id AS "lastJobId"`;

const view = ({ nextRunAt, lastRunAt, lastJobId, ...row }: ScheduleRow): Schedule => ({
  ...row,
  nextRunAt: row.enabled ? nextRunAt.toISOString() : undefined,
  lastRunAt: lastRunAt?.toISOString(),
  lastJobId: lastJobId ?? undefined,
});

function known(row: ScheduleRow | undefined, name: string): Schedule {
  if (!row) throw new AppError('schedule.unknown', `There is no schedule ${name.slice(0, 64)}`);
  return view(row);
}
