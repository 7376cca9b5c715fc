import { AppError } from '@polyspool/contracts/errors';
import pg from 'pg';
import { databaseError } from './database-errors.js';

export interface TableState {
  readonly table: string;
  readonly deadRows: number;
  readonly bytes: number;
  /** More than a tenth of it, and some hundred rows, are dead. */
  readonly wantsVacuum: boolean;
  /** As much has changed since the planner last looked. */
  readonly wantsAnalyze: boolean;
}

export interface IndexFault {
  readonly index: string;
  readonly table: string;
  readonly fault: 'invalid' | 'unused' | 'bloated' | 'duplicate';
  readonly bytes: number;
}

/**
 * What a database needs now and then. It has a connection of its own, which holds an advisory lock: VACUUM and REINDEX
 * CONCURRENTLY run in no transaction, and not two at once. `signal` ends the statement that runs.
 */
export class DatabaseCare {
  private constructor(
    private readonly session: pg.Client,
    private readonly url: string,
  ) {}

  /** Throws `maintenance.running` while somebody else does it. */
  static async take<Result>(
    url: string,
    signal: AbortSignal,
    work: (care: DatabaseCare) => Promise<Result>,
  ): Promise<Result> {
    const session = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'polyspool care' });
    session.on('error', () => undefined); // whoever waits for an answer is told
    const care = new DatabaseCare(session, url);
    const cancel = () => void care.#cancel();
    try {
      await session.connect();
      const { rows } = await session.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext('database care')) AS mine`,
      );
      if (!rows[0]?.mine) throw new AppError('maintenance.running', 'The database is being looked after already');
      signal.addEventListener('abort', cancel);
      return await work(care);
    } catch (error) {
      throw databaseError(error);
    } finally {
      signal.removeEventListener('abort', cancel);
      await session.end().catch(() => undefined);
    }
  }

  async tables(): Promise<TableState[]> {
    const { rows } = await this.session.query<TableState>(tables);
    return rows;
  }

  async vacuum(table: string): Promise<number> {
    await this.session.query(`VACUUM (ANALYZE) ${pg.escapeIdentifier(table)}`);
    const { rows } = await this.session.query<{ bytes: number }>(
      'SELECT pg_total_relation_size($1::regclass)::float8 AS bytes',
      [pg.escapeIdentifier(table)],
    );
    return rows[0]!.bytes;
  }

  async analyze(table: string) {
    await this.session.query(`ANALYZE ${pg.escapeIdentifier(table)}`);
  }

  async indexFaults(): Promise<IndexFault[]> {
    const { rows } = await this.session.query<IndexFault>(indexFaults);
    return rows;
  }

  /** Removes what a rebuilding that broke off has left: the index that it was of still serves. Answers what it did. */
  async mend(index: string): Promise<'built again' | 'removed'> {
    const isLeft = /_cc(new|old)\d*$/.test(index);
    await this.session.query(`${isLeft ? 'DROP' : 'REINDEX'} INDEX CONCURRENTLY ${pg.escapeIdentifier(index)}`);
    return isLeft ? 'removed' : 'built again';
  }

  async #cancel() {
    const other = new pg.Client({ connectionString: this.url });
    try {
      await other.connect();
      await other.query('SELECT pg_cancel_backend($1)', [
        (this.session as pg.Client & { processID: number }).processID,
      ]);
    } catch {
      await this.session.end().catch(() => undefined); // at the least nobody waits for it any longer
    } finally {
      await other.end().catch(() => undefined);
    }
  }
}

const tables = `
  SELECT relname AS table, n_dead_tup::float8 AS "deadRows", pg_total_relation_size(relid)::float8 AS bytes,
    n_dead_tup > 200 + 0.1 * n_live_tup AS "wantsVacuum", n_mod_since_analyze > 200 + 0.1 * n_live_tup AS "wantsAnalyze"
  FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY n_dead_tup DESC`;

// Bloat without an extension: what the entries would take if pages were nine tenths full, as new ones are, against what the
// index takes. A B-tree entry has 8 bytes of its own, a pointer of 4 and its columns, aligned to 8.
// Unused: since at least a week of statistics, and no constraint.
const indexFaults = `
  WITH found AS (
    SELECT i.indexrelid AS id, c.relname AS index, t.relname AS table, pg_relation_size(i.indexrelid)::float8 AS bytes,
      i.indisvalid, i.indisunique OR EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid) AS constrains,
      coalesce(s.idx_scan, 0) AS scans, am.amname, greatest(c.reltuples, 0) AS entries,
      (SELECT coalesce(sum(w.avg_width), 16) FROM pg_attribute a
       LEFT JOIN pg_stats w ON w.schemaname = 'public' AND w.tablename = t.relname AND w.attname = a.attname
       WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]) AND a.attnum > 0) AS width,
      count(*) OVER same AS alike, row_number() OVER (same ORDER BY i.indisunique DESC, i.indexrelid) AS place
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' JOIN pg_am am ON am.oid = c.relam
    LEFT JOIN pg_stat_user_indexes s ON s.indexrelid = i.indexrelid
    WINDOW same AS (PARTITION BY i.indrelid, i.indkey::text, i.indclass::text, i.indoption::text,
      coalesce(pg_get_expr(i.indexprs, i.indrelid), ''), coalesce(pg_get_expr(i.indpred, i.indrelid), ''))
  ), judged AS (
    SELECT *, CASE
      WHEN NOT indisvalid THEN 'invalid'
      WHEN alike > 1 AND place > 1 AND NOT constrains THEN 'duplicate'
      WHEN amname = 'btree' AND bytes > 8 * 1024 * 1024 AND bytes > 2 * entries * (12 + 8 * ceil(width / 8.0)) / 0.9
        THEN 'bloated'
      WHEN scans = 0 AND NOT constrains AND bytes > 1024 * 1024 AND (SELECT stats_reset FROM pg_stat_database
        WHERE datname = current_database()) < now() - interval '7 days' THEN 'unused'
    END AS fault FROM found
  )
  SELECT index, "table", fault, bytes FROM judged WHERE fault IS NOT NULL ORDER BY bytes DESC, index`;
