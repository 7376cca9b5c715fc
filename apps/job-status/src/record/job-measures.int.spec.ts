import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import { testStores } from '@polyspool/service/testing/env';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { openTestRecorder, type TestRecorder } from './testing-recorder.js';

const traceId = 'abcdefabcdefabcdefabcdefabcdefab';
const traceparent = `00-${traceId}-1234567890abcdef-01`;

describe('the measures of jobs', () => {
  let records: TestRecords;
  let recorder: TestRecorder;
  let userId: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    userId = await records.addUser();
  });
  beforeEach(() => {
    recorder = openTestRecorder(records);
  });
  afterAll(() => records.close());

  const accept = async (more: Parameters<TestRecords['accept']>[1] = {}) => (await records.accept(userId, more)).id;
  const scrape = async () => readMetrics((await recorder.metrics.scrape()).text);
  const valueOf = async (name: string, labels: Readonly<Record<string, string>> = {}) =>
    (await scrape())
      .get(name)
      ?.find((sample) => Object.entries(labels).every(([key, one]) => sample.labels[key] === one))?.value;

  it('are how long jobs waited, ran, and took in all, with the trace of the last of them', async () => {
    const id = await accept({ traceparent });
    await records.database.execute(`UPDATE jobs SET created_at = created_at - interval '20 s' WHERE id = $1`, [id]);

    await recorder.happens(id, ['active', {}]);
    await records.database.execute(`UPDATE jobs SET started_at = started_at - interval '7 s' WHERE id = $1`, [id]);
    await recorder.completes(id);

    for (const [name, labels, seconds] of [
      ['job_wait_duration_seconds', {}, 20],
      ['job_process_duration_seconds', { type: 'video.process', outcome: 'succeeded' }, 7],
      ['job_e2e_duration_seconds', {}, 20],
    ] as const) {
      expect(await valueOf(`${name}_count`, { queue: 'video', ...labels })).toBe(1);
      expect(await valueOf(`${name}_sum`, labels)).toBeGreaterThanOrEqual(seconds);
    }
    const { text } = await recorder.metrics.scrape('application/openmetrics-text');
    expect(text).toContain(`# {trace_id="${traceId}"}`);
    expect(await valueOf('jobs_finished_total', { queue: 'video', outcome: 'succeeded' })).toBe(1);
    expect(await valueOf('job_attempts_total', { queue: 'video', outcome: 'succeeded' })).toBe(1);
  });

  it('count each end once, by its outcome and its code, and each attempt', async () => {
    const [one, two] = [await accept(), await accept()];
    for (const id of [one, two]) await recorder.happens(id, ['active', {}]);

    await recorder.happens(one, ['stalled', 'active', { start: 2 }]);
    await recorder.fails(one, 'media.unreadable: It is none');
    await recorder.fails(one, 'media.unreadable: It is none');
    await recorder.fails(two, 'made.up: Nobody knows this code');

    const ends = (await scrape()).get('jobs_finished_total')!.filter(({ value }) => value > 0);
    expect(ends.map(({ labels, value }) => [labels['error_code'], value])).toEqual([
      ['internal', 1],
      ['media.unreadable', 1],
    ]);
    expect(await valueOf('job_attempts_total', { outcome: 'lost' })).toBe(1);
    expect(await valueOf('job_attempts_total', { outcome: 'failed' })).toBe(2);
    expect(await valueOf('job_stalled_total', { queue: 'video' })).toBe(1);
    expect(await valueOf('job_fenced_events_total', { queue: 'video' })).toBe(1);
  });

  it('begin at zero, so that the first job that ends its workers is an increase', async () => {
    const ofAlerts = ['job.poison', 'job.softLimit', 'job.hardLimit', 'job.stuck'].map((error_code) => ({
      error_code,
    }));

    for (const labels of [{ outcome: 'succeeded' }, { outcome: 'expired' }, ...ofAlerts])
      expect(await valueOf('jobs_finished_total', { queue: 'reports', ...labels })).toBe(0);
    expect(await valueOf('jobs_finished_total', { error_code: 'media.unreadable' })).toBeUndefined();
  });

  it('count what an older dispatch or start says as fenced, and nothing else', async () => {
    const id = await accept();
    await recorder.happens(id, ['active', { start: 2 }, 'waiting']);
    const before = await valueOf('job_fenced_events_total', { queue: 'video' });

    await recorder.happens(id, ['active', {}], 0);
    await recorder.happens(id, [{ start: 1 }]);

    expect([before, await valueOf('job_fenced_events_total', { queue: 'video' })]).toEqual([0, 3]);
  });

  it('are how late events are recorded, by the clock of Redis', async () => {
    const id = await accept();

    await recorder.happens(id, [{ event: 'active', entryId: `${Date.now() - 3_000}-0` }]);

    expect(await valueOf('job_event_lag_seconds_count')).toBe(1);
    expect(await valueOf('job_event_lag_seconds_sum')).toBeGreaterThanOrEqual(3);
  });

  it('know nothing of what was not committed', async () => {
    const id = await accept();
    const broken = recorder.inTransaction(async (_tx, record) => {
      await record('video', [{ event: 'active', jobId: `${id}_1` }]);
      throw new Error('cut');
    });

    await expect(broken).rejects.toThrow('cut');
    expect(await valueOf('job_wait_duration_seconds_count')).toBeUndefined();
  });
});
