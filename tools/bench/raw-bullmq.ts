import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { quantile } from './figures.ts';

export interface RawFigures {
  readonly addsPerSecond: number;
  readonly drainPerSecond: number;
  readonly roundTripMs: number;
}

const addWidth = 20;
const concurrency = 50;

/** BullMQ alone on the same Redis: no HTTP, no rows, no events that anybody records. What the queue itself could do. */
export async function measureRawBullMq(redisUrl: string, count: number): Promise<RawFigures> {
  const shared = { connection: { url: redisUrl }, prefix: `bench-${randomUUID()}` };
  const queue = new Queue('raw', shared);
  try {
    const addsPerSecond = await adds(queue, count);
    const drainPerSecond = await drained(shared, count);
    const roundTripMs = await roundTrip(queue, shared);
    return { addsPerSecond, drainPerSecond, roundTripMs };
  } finally {
    await queue.obliterate({ force: true });
    await queue.close();
  }
}

async function adds(queue: Queue, count: number) {
  await queue.waitUntilReady();
  const startedAt = performance.now();
  let left = count;
  const lane = async () => {
    while (left-- > 0) await queue.add('noop', { text: 'x' });
  };
  await Promise.all(Array.from({ length: addWidth }, lane));
  return rate(count, startedAt);
}

async function drained(shared: { connection: { url: string }; prefix: string }, count: number) {
  let left = count;
  let startedAt = 0;
  const done = Promise.withResolvers<void>();
  const worker = new Worker(
    'raw',
    async () => {
      startedAt ||= performance.now();
      return { ok: true };
    },
    { ...shared, concurrency },
  );
  worker.on('completed', () => {
    left -= 1;
    if (left === 0) done.resolve();
  });
  await done.promise;
  const perSecond = rate(count, startedAt);
  await worker.close();
  return perSecond;
}

async function roundTrip(queue: Queue, shared: { connection: { url: string }; prefix: string }) {
  const events = new QueueEvents('raw', shared);
  const worker = new Worker('raw', async () => ({ ok: true }), shared);
  await Promise.all([events.waitUntilReady(), worker.waitUntilReady()]);
  const latencies: number[] = [];
  for (let at = 0; at < 50; at += 1) {
    const startedAt = performance.now();
    await (await queue.add('noop', { text: 'x' })).waitUntilFinished(events);
    latencies.push(performance.now() - startedAt);
  }
  await worker.close();
  await events.close();
  return quantile(latencies, 0.5);
}

const rate = (count: number, startedAt: number) => (count * 1_000) / (performance.now() - startedAt);
