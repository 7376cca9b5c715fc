import { defineJobs } from '@polyspool/contracts/define-jobs';
import { maxInputBytes } from '@polyspool/contracts/queues';
import { JobHost } from '@polyspool/jobs/job-host';
import { bullIdOf, newJobId } from '@polyspool/jobs/job-ids';
import { ProgressMessage } from '@polyspool/jobs/job-messages';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { handled, routesOf } from '@polyspool/jobs/testing-workshop';
import { createLogger, type Logger } from '@polyspool/service/logger';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { Redis } from 'ioredis';
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { until } from '../../faults/until.ts';
import { tableOf } from '../table-of.ts';
import { startThrowawayRedis } from './throwaway-redis.ts';

const queue = 'system';
const putAtOnce = 100;
const Text = z.object({ text: z.string() });

const { echo } = defineJobs('bench', {
  echo: {
    queue,
    retries: 2,
    backoff: { type: 'exponential', delayMs: 1_000, jitter: 0.5 },
    softLimitMs: 20_000,
    hardLimitMs: 30_000,
    input: Text,
    output: Text,
    steps: ['echo'],
  },
});

/** The name of a pod, and what the programs of its job have used. */
const inPod = {
  worker: 'worker-pdf-reconstruct-6c9f7d5b8c-x2x4z:7:1a270bc9',
  usage: { peakRssBytes: 412_876_800, cpuSeconds: 12.34 },
} satisfies Partial<ProgressMessage>;

/** Bytes of Redis, by its own `MEMORY USAGE`. */
export interface RedisFigures {
  readonly name: string;
  readonly jobs: number;
  readonly waitingBytes: number;
  readonly endedBytes: number;
  readonly eventBytes: number;
  /** Of one with a step, a message, a line of the log and what programs have used, where news follow on news. */
  readonly progressBytes: number;
  readonly eventsPerJob: number;
}

/** Jobs with the smallest and with the largest input and output, put and run as the services do it, in a Redis of their own. */
export async function benchRedis(): Promise<RedisFigures[]> {
  const log = await createLogger({ name: 'bench', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
  const figures: RedisFigures[] = [];
  const largest = maxInputBytes - JSON.stringify({ text: '' }).length;
  for (const [name, jobs, textBytes] of [
    ['a few bytes', 2_000, 4],
    [`${maxInputBytes / 1_024} KiB`, 500, largest],
  ] as const) {
    const server = await startThrowawayRedis();
    const redis = new Redis(server.url);
    try {
      figures.push({ name, jobs, ...(await measured({ redis, url: server.url, log, jobs, textBytes })) });
    } finally {
      redis.disconnect();
      await server.stop();
    }
  }
  return figures;
}

interface Run {
  readonly redis: Redis;
  readonly url: string;
  readonly log: Logger;
  readonly jobs: number;
  readonly textBytes: number;
}

async function measured({ redis, url, log, jobs, textBytes }: Run) {
  const client = new QueueClient({ redisUrl: url }, log);
  const keyOf = (name: string) => client.keyOf(queue, name);
  const bytesOfJobs = async () => {
    const keys = (await redis.keys(keyOf('*'))).filter((key) => key !== keyOf('events'));
    return (await bytesOf(redis, keys)) / jobs;
  };
  try {
    await until('Redis takes jobs', async () =>
      client.check().then(
        () => true,
        () => false,
      ),
    );
    await client.keepLongStream(queue);
    for (let put = 0; put < jobs; put += putAtOnce) await client.put(queue, entries(putAtOnce, textBytes));
    const waitingBytes = await bytesOfJobs();
    await runAll({ url, log, isDone: async () => (await redis.zcard(keyOf('completed'))) === jobs });
    const events = await redis.xlen(keyOf('events'));
    const eventBytes = (await bytesOf(redis, [keyOf('events')])) / events;
    const endedBytes = await bytesOfJobs();
    const progressBytes = await bytesOfProgress(redis, keyOf('events'), keyOf('progress'));
    return { waitingBytes, endedBytes, eventBytes, progressBytes, eventsPerJob: events / jobs };
  } finally {
    await client.onApplicationShutdown();
  }
}

/** With all that the dispatcher sends along. */
const entries = (count: number, textBytes: number) =>
  Array.from({ length: count }, () => ({
    contract: echo,
    bullId: bullIdOf(newJobId(), 1),
    data: {
      input: { text: randomBytes(textBytes).toString('hex').slice(0, textBytes) },
      run: 1,
      userId: randomUUID(),
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      priority: 100_000,
    },
  }));

async function runAll({ url, log, isDone }: Pick<Run, 'url' | 'log'> & { readonly isDone: () => Promise<boolean> }) {
  const kind = handled(echo, async ({ input, report, log: say }) => {
    report('echo', 0.5, 'Half of it is done');
    say('Read 1,200 of 2,400 lines, 3 of them empty');
    return input;
  });
  const queues = [{ name: queue, concurrency: 20, routes: routesOf([kind]) }];
  const host = new JobHost({ redisUrl: url, shutdownGraceMs: 50, queues }, new FakeStorage(), log);
  await host.onApplicationBootstrap();
  try {
    await until('all jobs have ended', isDone, { limitMs: 120_000, everyMs: 100 });
  } finally {
    await host.beforeApplicationShutdown();
  }
}

/** What the worker has sent, with what one in a pod says besides, in a stream of its own. */
async function bytesOfProgress(redis: Redis, events: string, alone: string) {
  const all = await redis.xrange(events, '-', '+');
  const progress = all.filter(([, [, event]]) => event === 'progress');
  const pipeline = redis.pipeline();
  for (const [id, fields] of progress) {
    const sent = ProgressMessage.parse(JSON.parse(fields[fields.indexOf('data') + 1]!));
    pipeline.xadd(alone, id, ...fields.slice(0, -1), JSON.stringify({ ...sent, ...inPod }));
  }
  await pipeline.exec();
  return (await bytesOf(redis, [alone])) / progress.length;
}

async function bytesOf(redis: Redis, keys: readonly string[]) {
  const pipeline = redis.pipeline();
  for (const key of keys) pipeline.memory('USAGE', key, 'SAMPLES', 0);
  const answers = (await pipeline.exec()) ?? [];
  return answers.reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

export const redisTable = (figures: readonly RedisFigures[]) =>
  tableOf(
    ['bytes in Redis, input and output of', ...figures.map(({ name }) => name)],
    [
      ['a job that waits', ...figures.map(({ waitingBytes }) => shown(waitingBytes))],
      ['a job that has ended, until it is cleared', ...figures.map(({ endedBytes }) => shown(endedBytes))],
      ['an event, on the mean, until it is recorded', ...figures.map(({ eventBytes }) => shown(eventBytes))],
      ['news of a running job, with a line of the log', ...figures.map(({ progressBytes }) => shown(progressBytes))],
      ['events of a job that reports once', ...figures.map(({ eventsPerJob }) => eventsPerJob.toFixed(1))],
    ],
  );

const shown = (bytes: number) => Math.round(bytes).toLocaleString('en');
