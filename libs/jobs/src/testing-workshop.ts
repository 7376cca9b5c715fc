import { type JobContract, type OutputOf } from '@polyspool/contracts/define-jobs';
import { serviceEnv, readEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import type { RedisTopology } from '@polyspool/service/redis-topology';
import { eventually } from '@polyspool/service/testing/eventually';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { randomUUID } from 'node:crypto';
import type { RunningJob } from './job-handler.js';
import { type HostSettings, JobHost } from './job-host.js';
import { bullIdOf, newJobId } from './job-ids.js';
import type { CompletedMessage, ProgressMessage, QueuedJob } from './job-messages.js';
import { QueueClient } from './queue-client.js';
import { type HeldJob, QueueState } from './queue-state.js';
import { TestRedis } from './testing-redis.js';

export const testQueue = 'test';

/** What a contract of the test queue says besides its input, output and steps. */
export const testLimits = {
  queue: testQueue,
  retries: 2,
  backoff: { type: 'exponential', delayMs: 10, jitter: 0 },
  softLimitMs: 20_000,
  hardLimitMs: 30_000,
} as const;

export interface HandledKind {
  readonly contract: JobContract;
  readonly run: (job: RunningJob) => Promise<unknown>;
}

export const handled = <C extends JobContract>(
  contract: C,
  run: (job: RunningJob<C>) => Promise<OutputOf<C>>,
): HandledKind => ({ contract, run: run as HandledKind['run'] });

/** Worker hosts, and a control plane for them, on a real Redis under a key prefix of its own. */
export async function openWorkshop(at: string | RedisTopology) {
  const topology = typeof at === 'string' ? { redisUrl: at } : at;
  const connection = { ...topology, prefix: `test-${randomUUID()}` };
  const log = await createLogger({ name: 'test', ...readEnv(serviceEnv, { LOG_LEVEL: 'silent' }) });
  const storage = new FakeStorage();
  const client = new QueueClient(connection, log);
  const state = new QueueState(connection, log);
  const redis = new TestRedis(topology, connection.prefix);
  await eventually(() => state.missing(testQueue, ['']));
  await eventually(() => client.keepLongStream(testQueue));
  const hosts: JobHost[] = [];
  const startHost = async (kinds: readonly HandledKind[], options: Partial<HostSettings> = {}) => {
    const queues = [{ name: testQueue, concurrency: 4, routes: routesOf(kinds) }];
    const host = new JobHost({ ...connection, shutdownGraceMs: 50, queues, ...options }, storage, log);
    await host.onApplicationBootstrap();
    hosts.push(host);
    return host;
  };
  return {
    connection,
    log,
    storage,
    client,
    state,
    redis,
    startHost: (...kinds: HandledKind[]) => startHost(kinds),
    startHostWith: (kinds: HandledKind[], options: Partial<HostSettings>) => startHost(kinds, options),
    put: async (
      contract: JobContract,
      input: Record<string, unknown> = {},
      { queue = testQueue, ...more }: Partial<QueuedJob> & { queue?: string } = {},
    ) => {
      const bullId = bullIdOf(newJobId(), 1);
      await client.put(queue, [{ contract, bullId, data: { input, run: 1, ...more } }]);
      return bullId;
    },
    ...lookInto(state, redis),
    close: async () => {
      await Promise.all(hosts.map((host) => host.beforeApplicationShutdown()));
      state.close();
      await client.onApplicationShutdown();
      await redis.close();
    },
  };
}

/** What has become of jobs. */
const lookInto = (state: QueueState, redis: TestRedis) => ({
  ended: (bullId: string, queue = testQueue) =>
    eventually(async () => {
      const [job] = await state.jobs(queue, [bullId]);
      if (job?.finishedAtMs === undefined) throw new Error(`Job ${bullId} has not ended`);
      return { ...job, completed: completedOf(job) };
    }),
  /** What the queue's stream tells of one job. */
  told: async (bullId: string, queue = testQueue) =>
    (await redis.eventsIn(queue)).filter((event) => event.jobId === bullId),
});

export type Workshop = Awaited<ReturnType<typeof openWorkshop>>;

export const routesOf = (kinds: readonly HandledKind[]) =>
  new Map(kinds.map(({ contract, run }) => [contract.name, { contract, handler: { run }, limits: contract }]));

const completedOf = ({ returnValue }: HeldJob) =>
  returnValue === undefined ? undefined : (JSON.parse(returnValue) as CompletedMessage);

/** The messages of its handler among what was told of a job. */
export const messagesIn = (told: Awaited<ReturnType<Workshop['told']>>) =>
  told.filter(({ event }) => event === 'progress').map((event) => JSON.parse(event['data'] ?? '') as ProgressMessage);
