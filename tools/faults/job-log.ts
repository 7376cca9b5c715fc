import pg from 'pg';

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
