import type { EngineName } from '@polyspool/contracts/engines';
import type { Database } from './database.js';

/** `closed`: calls go through. `open`: none does. `probing`: one is tried. */
export type BreakerState = 'closed' | 'open' | 'probing';

export interface EngineState {
  readonly name: EngineName;
  readonly state: BreakerState;
  readonly sinceMs: number;
  /** When it is asked again. */
  readonly retryAtMs?: number | undefined;
  readonly detail?: string | undefined;
}

/** The breakers of the engines, copied from Redis for those who do not talk to it. */
export class EngineStates {
  constructor(private readonly database: Database) {}

  /** The states are these. An engine that is not named has none: nobody has called it yet. */
  async replace(states: readonly EngineState[]) {
    const column = (field: keyof EngineState) => states.map((state) => state[field] ?? null);
    await this.database.execute(replaceAll, [
      column('name'),
      column('state'),
      column('sinceMs'),
      column('retryAtMs'),
      column('detail'),
    ]);
  }

  all(): Promise<EngineState[]> {
    return this.database.query(
      `SELECT name, state, extract(epoch FROM since)::float8 * 1000 AS "sinceMs",
         extract(epoch FROM retry_at)::float8 * 1000 AS "retryAtMs", detail FROM engines ORDER BY name`,
    );
  }
}

const replaceAll = `
  WITH told AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::text[])
      AS x(name, state, since, retry, detail)
  ), gone AS (
    DELETE FROM engines WHERE name NOT IN (SELECT name FROM told)
  )
  INSERT INTO engines (name, state, since, retry_at, detail)
  SELECT name, state, to_timestamp(since / 1000), to_timestamp(retry / 1000), detail FROM told
  ON CONFLICT (name) DO UPDATE SET state = excluded.state, since = excluded.since, retry_at = excluded.retry_at,
    detail = excluded.detail`;
