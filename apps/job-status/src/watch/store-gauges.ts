import { Injectable } from '@nestjs/common';
import { Backups } from '@polyspool/database/backups';
import { Database } from '@polyspool/database/database';
import { EventMonths } from '@polyspool/database/event-months';
import { remembered } from '@polyspool/database/remembered';
import { QueueState } from '@polyspool/jobs/queue-state';
import { Metrics } from '@polyspool/service/metrics';
import { checkWithin } from '@polyspool/service/readiness';

const withinMs = 1_500;
const freshMs = 5_000;

/** Whether the stores answer, as this replica sees them; how full Redis is, how old the backups of Postgres are, and whether its log is in order. */
@Injectable()
export class StoreGauges {
  constructor(metrics: Metrics, database: Database, state: QueueState) {
    const showUp = (name: string, store: string, check: () => Promise<void>) => {
      const gauge = metrics.gauge({ name, help: `1 while ${store} answers` });
      const read = () => checkWithin({ name, check }, withinMs);
      metrics.readOnScrape([gauge], read, ({ error }) => gauge.set(error === undefined ? 1 : 0));
    };
    showUp('postgres_up', 'Postgres', () => database.check());
    showUp('redis_up', 'Redis', () => state.check());
    showMemory(metrics, state);
    showBackups(metrics, new Backups(database));
    showEventLog(metrics, new EventMonths(database));
  }
}

/** Under the names that redis_exporter gives them, which may take their place. */
function showMemory(metrics: Metrics, state: QueueState) {
  const used = metrics.gauge({ name: 'redis_memory_used_bytes', help: 'Memory that Redis holds' });
  const most = metrics.gauge({ name: 'redis_memory_max_bytes', help: 'Memory that Redis may hold; 0 is no limit' });
  const evicted = metrics.counter({
    name: 'redis_evicted_keys_total',
    help: 'Keys that Redis has thrown away for want of memory: with noeviction there are none',
  });
  const read = remembered(freshMs, () => state.memory());
  metrics.readOnScrape([used, most, evicted], read, ({ usedBytes, maxBytes, evictedKeys }) => {
    used.set(usedBytes);
    most.set(maxBytes);
    evicted.inc(evictedKeys);
  });
}

function showBackups(metrics: Metrics, backups: Backups) {
  const made = metrics.gauge({
    name: 'last_backup_timestamp_seconds',
    help: 'When the newest backup was made; absent where there is none',
  });
  const tested = metrics.gauge({
    name: 'last_backup_test_timestamp_seconds',
    help: 'When a backup was last restored as a test; absent where none ever was',
  });
  const read = remembered(freshMs, () => backups.newest());
  metrics.readOnScrape([made, tested], read, ({ madeAt, testedAt }) => {
    if (madeAt !== null) made.set(madeAt);
    if (testedAt !== null) tested.set(testedAt);
  });
}

function showEventLog(metrics: Metrics, months: EventMonths) {
  const strays = metrics.gauge({
    name: 'event_log_strays',
    help: 'Events of jobs that lie outside the months of the log; 1000 is that or more',
  });
  const read = remembered(freshMs, () => months.strayEvents());
  metrics.readOnScrape([strays], read, (events) => strays.set(events));
}
