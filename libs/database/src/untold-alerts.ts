import type { Database, Statements } from './database.js';

export interface UntoldAlert {
  readonly kind: string;
  readonly subject: string;
  readonly message: string;
  readonly count: number;
}

const mostAtOnce = 20;

/** Alerts that nobody has seen, and that administrators are to be told of. */
export class UntoldAlerts {
  constructor(private readonly database: Database) {}

  /** They count as told when what `perform` wrote is committed. Again only after `againAfterMs`, and if they came up again. */
  take(againAfterMs: number, perform: (tx: Statements, alerts: readonly UntoldAlert[]) => Promise<unknown>) {
    return this.database.transaction(async (tx) => {
      const alerts = await tx.query<UntoldAlert>(takeNext, [mostAtOnce, againAfterMs]);
      if (alerts.length) await perform(tx, alerts);
      return alerts.length;
    });
  }

  /** Whether a job may tell administrators of that now. The job that was allowed to is allowed to again. */
  async mayTell(key: string, jobId: string, throttleMinutes: number): Promise<boolean> {
    const taken = await this.database.execute(
      `INSERT INTO alert_times (key, job_id) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET job_id = excluded.job_id, at = now()
         WHERE alert_times.job_id = excluded.job_id OR alert_times.at <= now() - make_interval(mins => $3)`,
      [key, jobId, throttleMinutes],
    );
    return taken > 0;
  }
}

const takeNext = `
  WITH next AS (
    SELECT id FROM alerts
    WHERE seen_at IS NULL
      AND (told_at IS NULL OR told_at < last_at AND told_at <= now() - make_interval(secs => $2::float8 / 1000))
    ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  UPDATE alerts SET told_at = now() FROM next WHERE alerts.id = next.id
  RETURNING alerts.kind, alerts.subject, alerts.message, alerts.count`;
