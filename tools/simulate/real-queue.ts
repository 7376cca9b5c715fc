import pg from 'pg';
import { HttpClient } from '../bench/http-client.ts';
import type { RunFile } from '../start/run-file.ts';

/** After the last job was submitted. */
const patienceMs = 600_000;

/** Queue `system` of a system that runs here, and jobs in it that wait. */
export class RealQueue {
  readonly database: pg.Pool;
  private readonly client: HttpClient;

  constructor({ gatewayUrl, adminKey, databaseUrl }: RunFile) {
    this.client = new HttpClient(gatewayUrl, 64, adminKey);
    this.database = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  }

  /** Submits each job when its time has come, and answers, when all have ended, what the rows say of them. */
  async run(trace: readonly { readonly atS: number; readonly workS: number }[]) {
    const startedAt = performance.now();
    const ids = await Promise.all(
      trace.map(async ({ atS, workS }) => {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, startedAt + atS * 1_000 - performance.now())));
        const input = { waitMs: Math.round(workS * 1_000) };
        return String((await this.client.post('/v1/jobs', { type: 'system.debug', input })).body['id']);
      }),
    );
    const lastMs = performance.now() + patienceMs;
    while ((await this.#open(ids)) > 0) {
      if (performance.now() > lastMs) throw new Error('Some jobs have not ended');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { rows } = await this.database.query<{ wait: number; latency: number }>(
      `SELECT extract(epoch FROM started_at - created_at)::float8 AS wait, extract(epoch FROM finished_at - created_at)::float8 AS latency
       FROM jobs WHERE id = ANY($1) ORDER BY created_at`,
      [ids],
    );
    return { waitsS: rows.map(({ wait }) => wait), latenciesS: rows.map(({ latency }) => latency) };
  }

  async close() {
    this.client.close();
    await this.database.end();
  }

  async #open(ids: readonly string[]) {
    const { rows } = await this.database.query<{ open: number }>(
      'SELECT count(*)::int AS open FROM jobs WHERE id = ANY($1) AND finished_at IS NULL',
      [ids],
    );
    return rows[0]!.open;
  }
}
