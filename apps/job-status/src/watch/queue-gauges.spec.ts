import { queueNames } from '@polyspool/contracts/catalogue';
import type { Database } from '@polyspool/database/database';
import type { QueueFigures } from '@polyspool/database/queue-figures';
import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { QueueGauges } from './queue-gauges.js';

const figures: QueueFigures = {
  ...{ queue: 'video', isPaused: false, waiting: 5, scheduled: 3, active: 2, blocked: 4, dueSoon: 1 },
  blockedBy: { children: 3, engineDown: 1 },
  ...{ oldestWaitingSeconds: 70, undispatched: 4, oldestUndispatchedSeconds: 60, held: 100, putOff: 0, slots: 0 },
};

/** Postgres as far as the gauges ask it; it may be away. */
async function scrapeOf(all: readonly QueueFigures[] | undefined, windowSize = 100) {
  const metrics = new Metrics(await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  let asked = 0;
  const query = async (sql: string) => {
    asked += 1;
    if (!all) throw new Error('connect ECONNREFUSED');
    if (sql.includes('dead_letters')) return [{ queue: 'video', letters: 9 }];
    return sql.includes('open_jobs') ? all : [{ queues: { video: 2 } }, { queues: { content: 1 } }];
  };
  new QueueGauges(metrics, { query } as unknown as Database, { size: windowSize });
  const scraped = readMetrics((await metrics.scrape()).text);
  await metrics.scrape();
  return { scraped, asked: () => asked };
}

const ofVideo = (scraped: ReturnType<typeof readMetrics>, name: string) =>
  scraped.get(name)?.find(({ labels }) => labels['queue'] === 'video')?.value;

describe('the gauges of queues', () => {
  it('show each line by what its jobs do, and what slots it could use', async () => {
    const { scraped } = await scrapeOf([figures]);

    const depths = scraped.get('job_queue_depth')!.map(({ labels, value }) => [labels['state'], value]);
    expect(Object.fromEntries(depths)).toEqual({ waiting: 5, paused: 0, scheduled: 3, active: 2, blocked: 4 });
    const blocked = scraped.get('job_queue_blocked')!.map(({ labels, value }) => [labels['reason'], value]);
    expect(Object.fromEntries(blocked)).toEqual({ children: 3, backoff: 0, rateLimited: 0, engineDown: 1 });
    expect(ofVideo(scraped, 'job_queue_demand_slots')).toBe(8);
    expect(ofVideo(scraped, 'job_oldest_waiting_age_seconds')).toBe(70);
    expect(ofVideo(scraped, 'queue_workers')).toBe(1);
    expect(ofVideo(scraped, 'dead_letters')).toBe(9);
    expect(scraped.get('dead_letters')).toHaveLength(queueNames.length);
  });

  it('show of a paused queue only what runs as demand', async () => {
    const { scraped } = await scrapeOf([{ ...figures, isPaused: true }]);

    const depths = scraped.get('job_queue_depth')!.map(({ labels, value }) => [labels['state'], value]);
    expect(Object.fromEntries(depths)).toMatchObject({ waiting: 0, paused: 5, active: 2 });
    expect(ofVideo(scraped, 'job_queue_demand_slots')).toBe(2);
    expect(ofVideo(scraped, 'job_queue_paused')).toBe(1);
  });

  it('tell of a lag only where a job could be in Redis and is not', async () => {
    const lagOf = async (more: Partial<QueueFigures>, windowSize?: number) => {
      const { scraped } = await scrapeOf([{ ...figures, ...more }], windowSize);
      expect(scraped.get('outbox_pending')).toEqual([{ labels: {}, value: 4 }]);
      return scraped.get('outbox_lag_seconds')?.[0]?.value;
    };

    expect(await lagOf({ held: 100 }, 100)).toBe(0);
    expect(await lagOf({ held: 50 }, 100)).toBe(60);
    expect(await lagOf({ held: 0, isPaused: true }, 100)).toBe(0);
  });

  it('tell of no lag where the workers are busy with a long line, and one job has just ended', async () => {
    const { scraped } = await scrapeOf([{ ...figures, held: 99, oldestUndispatchedSeconds: 9_000 }], 100);

    expect(scraped.get('outbox_lag_seconds')?.[0]?.value).toBe(0);
  });

  it('tell of no lag where a queue is full of jobs that wait for an engine', async () => {
    const lagOf = async (putOff: number) => {
      const { scraped } = await scrapeOf([{ ...figures, held: 40, putOff }]);
      return scraped.get('outbox_lag_seconds')?.[0]?.value;
    };

    expect([await lagOf(910), await lagOf(911)]).toEqual([60, 0]);
  });

  it('know that many slots make room for more jobs in Redis', async () => {
    const lagOf = async (held: number) => {
      const { scraped } = await scrapeOf([{ ...figures, held, slots: 50 }]);
      return scraped.get('outbox_lag_seconds')?.[0]?.value;
    };

    expect([await lagOf(100), await lagOf(101)]).toEqual([60, 0]);
  });

  it('are absent while Postgres is away, and the scrape is answered all the same', async () => {
    const { scraped } = await scrapeOf(undefined);

    expect([...scraped.keys()]).toEqual(['job_queue_rate_limited']);
    expect(ofVideo(scraped, 'job_queue_rate_limited')).toBe(0);
    expect(scraped.get('job_queue_rate_limited')).toContainEqual({ labels: { queue: 'pdf-translate' }, value: 1 });
  });

  it('ask Postgres once for each kind of figure, however often somebody scrapes', async () => {
    const { asked } = await scrapeOf([figures]);

    expect(asked()).toBe(3);
  });
});
