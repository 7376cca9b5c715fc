import { queueNames } from '@polyspool/contracts/catalogue';
import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { LifeLog } from './life-log.js';

describe('what of a job’s life happens at the gateway', () => {
  it('has a line in the log and is counted, by queue and kind', async () => {
    const lines: Record<string, unknown>[] = [];
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const log = await createLogger({ name: 'test', LOG_LEVEL: 'info', LOG_FORMAT: 'json', destination });
    const metrics = new Metrics(log);
    const life = new LifeLog(log, metrics);
    const job = { id: 'one', userId: 'anna', type: 'video.process', queue: 'video', attempts: 0, traceparent: null };

    life.enqueued(job);
    life.enqueued({ ...job, id: 'two' });
    life.cancelled(job);

    const scraped = readMetrics((await metrics.scrape()).text);
    expect(scraped.get('job_accepted_total')).toEqual([
      { labels: { queue: 'video', type: 'video.process' }, value: 2 },
    ]);
    const cancelled = (queue: string) => ({ queue, outcome: 'cancelled', error_code: '' });
    expect(scraped.get('jobs_finished_total')).toEqual(
      queueNames.map((queue) => ({ labels: cancelled(queue), value: queue === 'video' ? 1 : 0 })),
    );
    expect(lines.map(({ msg, jobId }) => [msg, jobId])).toEqual([
      ['Job enqueued', 'one'],
      ['Job enqueued', 'two'],
      ['Job cancelled', 'one'],
    ]);
  });
});
