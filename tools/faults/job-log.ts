import pg from 'pg';
import type { Account } from './account.ts';

export interface LoggedEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
}

/** The event log as it stands in Postgres, whatever else is down. */
export class JobLog {
  private readonly pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  }

  async of(jobId: string): Promise<LoggedEvent[]> {
    const { rows } = await this.pool.query('SELECT seq, type, at FROM events WHERE job_id = $1 ORDER BY seq', [jobId]);
    return rows as LoggedEvent[];
  }

  async statuses(jobIds: readonly string[]): Promise<string[]> {
    const { rows } = await this.pool.query('SELECT status FROM jobs WHERE id = ANY($1)', [jobIds]);
    return (rows as { status: string }[]).map(({ status }) => status);
  }

  close() {
    return this.pool.end();
  }
}

const mostLogs = 3;

/** The events of the first jobs that an account complains of, each on a line. */
export async function logsOf(database: pg.Pool, { lost, doubled, wrong }: Account): Promise<string[]> {
  const ids = [...lost, ...doubled, ...wrong].flatMap(
    (text) => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0] ?? [],
  );
  const logs = [...new Set(ids)].slice(0, mostLogs).map(async (id) => {
    const { rows } = await database.query<{ line: string }>(
      `SELECT concat_ws(' ', to_char(at, 'HH24:MI:SS.MS'), run, seq, type, data) AS line FROM events WHERE job_id = $1 ORDER BY seq`,
      [id],
    );
    return [`log of ${id}`, ...rows.map(({ line }) => line.slice(0, 300))].join('\n    ');
  });
  return Promise.all(logs);
}
