import type { Database } from '@polyspool/database/database';
import type { QueueState } from '@polyspool/jobs/queue-state';
import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { StoreGauges } from './store-gauges.js';

/** Postgres and Redis as far as the gauges ask them; Postgres may be away. */
async function scrapeOf(postgres: 'well' | 'away') {
  const metrics = new Metrics(await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  const check = async () => {
    if (postgres === 'away') throw new Error('connect ECONNREFUSED');
  };
  const query = async (sql: string) => {
    await check();
    return sql.includes('events_default') ? [{ events: 3 }] : [{ madeAt: 1_700_000_000, testedAt: null }];
  };
  const memory = async () => ({ usedBytes: 5, maxBytes: 100, evictedKeys: 0 });
  const state = { check: async () => undefined, memory };
  new StoreGauges(metrics, { check, query } as unknown as Database, state as unknown as QueueState);
  const scraped = readMetrics((await metrics.scrape()).text);
  return Object.fromEntries([...scraped].map(([name, samples]) => [name, samples[0]?.value]));
}

const redis = { redis_up: 1, redis_memory_used_bytes: 5, redis_memory_max_bytes: 100, redis_evicted_keys_total: 0 };

describe('the gauges of stores', () => {
  it('say whether they answer, how old the newest backup is, and how many events lie outside their months', async () => {
    expect(await scrapeOf('well')).toEqual({
      ...redis,
      ...{ postgres_up: 1, last_backup_timestamp_seconds: 1_700_000_000, event_log_strays: 3 },
    });
  });

  it('say nothing of what is in Postgres while it is away: it is absent, not zero', async () => {
    expect(await scrapeOf('away')).toEqual({ ...redis, postgres_up: 0 });
  });
});
