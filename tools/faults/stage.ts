import type { FaultSystem, People } from './fault-system.ts';
import type { LoadClient } from './load-client.ts';
import type { PlannedJob } from './load-plan.ts';
import { until } from './until.ts';

/** Where a fault strikes: the system under load, and what is known about it from the outside. */
export class Stage {
  readonly system: FaultSystem;
  readonly client: LoadClient;
  readonly people: People;
  readonly plan: readonly PlannedJob[];
  readonly notes: string[] = [];
  readonly wrong: string[] = [];
  struckAt = new Date();

  constructor(system: FaultSystem, people: People, client: LoadClient, plan: readonly PlannedJob[]) {
    this.system = system;
    this.people = people;
    this.client = client;
    this.plan = plan;
  }

  note(text: string) {
    this.notes.push(text);
  }

  /** Something that had to be so. */
  expect(fact: string, isSo: boolean) {
    if (!isSo) this.wrong.push(`it was not so that ${fact}`);
  }

  /** So many more jobs have been accepted, or there are no more to come. */
  async moreAccepted(count: number) {
    const due = Math.min(this.client.accepted.length + count, this.plan.length);
    await until(`${due} jobs are accepted`, () => this.client.accepted.length >= due, { limitMs: 120_000 });
  }

  /** So many more root jobs have ended, or all have. */
  async moreEnded(count: number) {
    const due = Math.min((await this.count('finished_at IS NOT NULL')) + count, this.plan.length);
    const haveEnded = async () => (await this.count('finished_at IS NOT NULL')) >= due;
    await until(`${due} jobs have ended`, haveEnded, { limitMs: 120_000, everyMs: 100 });
  }

  /** Root jobs for which that holds. */
  async count(condition: string): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM jobs WHERE user_id = ANY($1) AND parent_id IS NULL AND ${condition}`;
    const { rows } = await this.system.database.query<{ count: number }>(sql, [this.people.ids]);
    return rows[0]!.count;
  }

  /** Events of that kind since the fault struck, of parts too; of one kind of job, or of all. */
  async events(type: string, jobType?: string): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM events e JOIN jobs j ON j.id = e.job_id
      WHERE j.user_id = ANY($1) AND e.type = $2 AND e.at > $3 AND j.type = coalesce($4, j.type)`;
    const values = [this.people.ids, type, this.struckAt, jobType ?? null];
    const { rows } = await this.system.database.query<{ count: number }>(sql, values);
    return rows[0]!.count;
  }

  /** A job of a worker that cannot be reached was found, and goes on elsewhere. */
  async takenOver() {
    await until('a job is taken from its worker', async () => (await this.events('stalled')) > 0, {
      limitMs: 90_000,
      everyMs: 200,
    });
  }

  /** Until the jobs that ran when the fault struck had ended. */
  async recoverySeconds(): Promise<number | undefined> {
    const sql = `SELECT extract(epoch FROM max(finished_at) - $2)::float8 AS seconds FROM jobs
      WHERE user_id = ANY($1) AND started_at <= $2 AND finished_at > $2`;
    const values = [this.people.ids, this.struckAt];
    const { rows } = await this.system.database.query<{ seconds: number | null }>(sql, values);
    return rows[0]?.seconds ?? undefined;
  }
}
