import { Global, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { defineJobs } from '@polyspool/contracts/define-jobs';
import { readEnv, redisEnv, serviceEnv } from '@polyspool/service/env';
import { testStores } from '@polyspool/service/testing/env';
import { createLogger, Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { ServiceFacts } from '@polyspool/service/service-facts';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { Storage } from '@polyspool/storage/storage';
import { z } from 'zod';
import { JobHost } from './job-host.js';
import { queueEnv } from './queue-env.js';
import type { ServedQueue } from './serve-queue.js';
import { testLimits } from './testing-workshop.js';
import { WorkerModule } from './worker.module.js';

const { translate } = defineJobs('test', {
  translate: {
    ...testLimits,
    queue: 'video',
    input: z.strictObject({}),
    output: z.null(),
    steps: [],
    lane: { queue: 'video-short', maxMediaSeconds: 60, slots: 2 },
  },
});

@Injectable()
class Translate {
  run = async () => null;
}

const served: ServedQueue = {
  name: 'video',
  slots: 4,
  lanes: [translate.lane],
  handlers: new Map([[translate, Translate as never]]),
};

/** What a worker with this environment would do. */
async function hostOf(source: Readonly<Record<string, string>>) {
  const shape = { ...serviceEnv, ...redisEnv, ...queueEnv(['video', 'video-short']) };
  const env = readEnv(shape, { REDIS_URL: testStores().TEST_REDIS_URL, LOG_LEVEL: 'silent', ...source });
  const log = await createLogger({ name: 'test', ...env });
  @Global()
  @Module({
    providers: [
      { provide: Logger, useValue: log },
      { provide: Storage, useValue: new FakeStorage() },
      Readiness,
      ServiceFacts,
      Metrics,
    ],
    exports: [Logger, Storage, Readiness, ServiceFacts, Metrics],
  })
  class Around {}
  const imports = [Around, WorkerModule.forRoot({ env: env as never, serves: [served] })];
  const app = await Test.createTestingModule({ imports }).compile();
  const { options } = app.get(JobHost);
  const facts = app.get(ServiceFacts).all();
  await app.get(JobHost).beforeApplicationShutdown();
  return {
    facts,
    maxRssBytes: options.maxRssBytes,
    slots: Object.fromEntries(options.queues.map(({ name, concurrency }) => [name, concurrency])),
    route: options.queues[0]?.routes.get(translate.name),
  };
}

describe('the worker module', () => {
  it('serves a queue and its lanes, each with slots of its own', async () => {
    const { slots, facts } = await hostOf({});

    expect(slots).toEqual({ video: 4, 'video-short': 2 });
    expect(facts).toMatchObject({ queues: ['video', 'video-short'], jobKinds: ['test.translate'], slots });
  });

  it('takes the slots that the environment sets, and asks of a lane for its own name', async () => {
    expect((await hostOf({ QUEUE_VIDEO_CONCURRENCY: '7' })).slots).toEqual({ video: 7, 'video-short': 2 });
    expect((await hostOf({ QUEUE_VIDEO_SHORT_CONCURRENCY: '5' })).slots).toEqual({ video: 4, 'video-short': 5 });
    expect((await hostOf({ CELERY_WORKER_CONCURRENCY: '9' })).slots).toEqual({ video: 9, 'video-short': 2 });
  });

  it('serves the named queue with its lanes, or only the lane', async () => {
    expect((await hostOf({ QUEUES: 'video' })).slots).toEqual({ video: 4, 'video-short': 2 });
    expect((await hostOf({ QUEUES: 'celery' })).slots).toEqual({ video: 4, 'video-short': 2 });
    expect((await hostOf({ QUEUES: 'video-short' })).slots).toEqual({ 'video-short': 2 });
  });

  it('hands on how much a process may do', async () => {
    const usual = await hostOf({});
    const set = await hostOf({ MAX_RSS_MB: '512', MAX_JOBS_PER_PROCESS: '30' });
    const own = await hostOf({ QUEUE_VIDEO_MAX_JOBS: '5', MAX_JOBS_PER_PROCESS: '30' });

    expect(usual.maxRssBytes).toBeUndefined();
    expect(usual.route).not.toHaveProperty('jobsPerProcess');
    expect(set.maxRssBytes).toBe(512 * 1024 * 1024);
    expect(set.route).toMatchObject({ jobsPerProcess: 30 });
    expect(own.route).toMatchObject({ jobsPerProcess: 5 });
  });
});
