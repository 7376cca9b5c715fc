import pg from 'pg';
import type { RunFile } from '../start/run-file.ts';
import { HttpClient } from './http-client.ts';
import type { Stack } from './stack.ts';

/** Polyspool as it runs here. Jobs are held by pausing their queue. */
export class OurStack implements Stack {
  readonly name = 'Polyspool';
  readonly noop: Stack['noop'];
  private readonly admin: HttpClient;
  private readonly pool: pg.Pool;

  constructor({ gatewayUrl, adminKey, databaseUrl }: RunFile) {
    const job = { type: 'system.debug', input: {} };
    this.noop = { url: gatewayUrl, key: adminKey, path: '/v1/jobs', job, idField: 'id' };
    this.admin = new HttpClient(gatewayUrl, 1, adminKey);
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  }

  statusPath = (id: string) => `/v1/jobs/${id}`;

  async hold() {
    await this.admin.post('/v1/admin/queues/system/pause');
    // Told to the workers, not only written down.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }

  async release() {
    await this.admin.post('/v1/admin/queues/system/resume');
  }

  /** From the rows: asking the API for each would be the greater load. */
  async unfinished(ids: readonly string[]) {
    const { rows } = await this.pool.query(
      `SELECT count(*)::int AS open FROM jobs WHERE type = 'system.debug' AND finished_at IS NULL AND id >= $1`,
      [ids.toSorted()[0]],
    );
    return (rows as { open: number }[])[0]!.open;
  }

  async close() {
    this.admin.close();
    await this.pool.end();
  }
}
