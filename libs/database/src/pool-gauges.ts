import type { Metrics } from '@polyspool/service/metrics';
import type { Pool } from 'pg';
import type { Database } from './database.js';

/** How many connections to Postgres this process has, and how many wait for one. */
export function poolGauges(metrics: Metrics, { source }: Database) {
  // TypeORM declares it for none of its drivers alike.
  const { master: pool } = source.driver as unknown as { readonly master: Pool };
  const state = 'db_client_connection_state';
  const name = (of: string) => `db_client_connection_${of}`;
  const count = metrics.gauge({ name: name('count'), help: 'Connections to Postgres', labels: [state] });
  const most = metrics.gauge({ name: name('max'), help: 'Connections to Postgres that there may be' });
  const pending = metrics.gauge({ name: name('pending_requests'), help: 'Requests that wait for a connection' });
  const look = async () => ({ idle: pool.idleCount, all: pool.totalCount, pending: pool.waitingCount });
  metrics.readOnScrape([count, most, pending], look, ({ idle, all, pending: waiting }) => {
    count.set({ [state]: 'idle' }, idle);
    count.set({ [state]: 'used' }, all - idle);
    most.set(pool.options.max);
    pending.set(waiting);
  });
}
