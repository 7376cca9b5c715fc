import { videoJobs } from '@polyspool/contracts/video';
import { PersonThings } from '@polyspool/database/person-things';
import { QueueCursors } from '@polyspool/database/queue-cursors';
import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import type { EventStream } from '@polyspool/jobs/event-stream';
import { JobTraces } from '@polyspool/jobs/job-traces';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { TestRedis } from '@polyspool/jobs/testing-redis';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { randomUUID } from 'node:crypto';
import { ForgetInRedis } from './forget-in-redis.js';

describe('what is taken from Redis of somebody', () => {
  const connection = { redisUrl: testStores().TEST_REDIS_URL, prefix: `test-${randomUUID()}` };
  const redis = new TestRedis(connection.redisUrl, connection.prefix);
  let records: TestRecords;
  let client: QueueClient;
  let traces: JobTraces;
  let stream: EventStream;
  beforeAll(async () => {
    const log = await createLogger({ name: 'test', ...readEnv(serviceEnv, { LOG_LEVEL: 'silent' }) });
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    client = new QueueClient(connection, log);
    traces = new JobTraces(connection, log);
    stream = client.state.openStream('video');
  });
  afterAll(async () => {
    stream.close();
    await traces.onApplicationShutdown();
    client.state.close();
    await client.onApplicationShutdown();
    await redis.close();
    await records.close();
  });

  it('is no gap for job-status, which lets go meanwhile what it has recorded', async () => {
    const cursors = new QueueCursors(records.database);
    /** As job-status does with all that there is. */
    const record = async () => {
      const from = await cursors.position('video');
      const batch = await stream.read(from);
      if (batch) {
        expect(batch.gap).toBe(false);
        await records.database.transaction((tx) => cursors.move(tx, 'video', { from, to: batch.next }));
      }
      await client.trimEvents(await cursors.positions());
    };
    const anna = await records.addUser();
    for (let count = 0; count < 150; count++) {
      const { id } = await records.accept(anna);
      await client.put('video', [{ contract: videoJobs.process, bullId: `${id}_1`, data: { input: {}, run: 1 } }]);
    }
    await record();
    const watched = Object.assign(Object.create(traces) as JobTraces, {
      mark: async (queue: string) => {
        const place = await traces.mark(queue);
        await record();
        return place;
      },
      removeJobs: async (jobs: Parameters<JobTraces['removeJobs']>[0]) => {
        const removed = await traces.removeJobs(jobs);
        await record();
        return removed;
      },
      hasEvents: (queue: string) => traces.hasEvents(queue),
      removeEvents: (...asked: Parameters<JobTraces['removeEvents']>) => traces.removeEvents(...asked),
    });

    const removed = await new ForgetInRedis(new PersonThings(records.database), watched, records.database).run(
      anna,
      new AbortController().signal,
    );

    expect(removed.redisKeys).toBe(150);
    expect(removed.redisEvents).toBeGreaterThan(0);
    await record();
    await client.put('video', [{ contract: videoJobs.process, bullId: 'x_1', data: { input: {}, run: 1 } }]);
    await record();
  });
});
