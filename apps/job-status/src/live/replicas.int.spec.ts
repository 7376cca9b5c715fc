import { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { TestRedisServers } from '@polyspool/jobs/testing-redis-servers';
import { eventually } from '@polyspool/service/testing/eventually';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Handlers, type House, openHouse } from '../testing-house.js';
import { TestSubscriber } from './testing-subscriber.js';

/** Two chunks, each with much to say. */
const handlers: Handlers = {
  'video.process': (async (job: RunningJob<typeof videoJobs.process>) => {
    const { uploadId } = job.input;
    await job.children(
      videoJobs.processChunk,
      [0, 1].map((startSeconds) => ({ uploadId, startSeconds, endSeconds: startSeconds + 1 })),
    );
    return { durationSeconds: 2, chunks: 2, segments: 0, words: 0, language: 'en', warnings: [] };
  }) as Handlers[string],
  'video.processChunk': (async (job: RunningJob<typeof videoJobs.processChunk>) => {
    for (let done = 0; done < 10; done++) {
      job.report('transcribe', done / 10, `${done} of 10`);
      job.log(`line ${done}`);
      await delay(40);
    }
    const transcript = await job.step('transcribe', [job.id], (files) => files.keep('transcript.json', '{}'));
    return { transcript, segments: 0, words: 0, warnings: [] };
  }) as Handlers[string],
};

const aof = ['--appendonly', 'yes'];

describe('three replicas of the live channel', () => {
  const servers = new TestRedisServers();
  let house: House;
  let redisPort: number;
  const subscribers: TestSubscriber[] = [];
  beforeAll(async () => {
    redisPort = await servers.startOne(aof);
    house = await openHouse(handlers, { REDIS_URL: `redis://127.0.0.1:${redisPort}` });
  });
  afterEach(() => subscribers.splice(0).forEach((one) => one.close()));
  afterAll(async () => {
    await house?.close();
  });
  afterAll(() => servers.close());

  /** As if its process were killed: nobody hears a goodbye. */
  async function startReplica() {
    const app = await house.startStatus();
    const sockets = new Set<Socket>();
    app.getHttpServer().on('connection', (socket: Socket) => sockets.add(socket));
    const kill = async () => {
      for (const socket of sockets) socket.resetAndDestroy();
      await app.close();
    };
    return { url: await app.getUrl(), kill };
  }
  const subscribe = (urls: readonly string[], jobs: readonly { id: string }[], count: number) => {
    for (let one = 0; one < count; one++) {
      subscribers.push(new TestSubscriber(urls, house.userKey, jobs[one % jobs.length]!.id, one));
    }
  };
  const heardSomething = () =>
    eventually(() => expect(subscribers.filter(({ heard }) => heard.size > 0)).toHaveLength(subscribers.length));
  const seqs = async (jobId: string) => {
    const { job, children } = (await house.jobs.snapshot(jobId, house.userId))!;
    expect(job.status).toBe('succeeded');
    return new Map([job, ...children].map(({ id, seq }) => [id, Array.from({ length: seq }, (_, at) => at + 1)]));
  };

  it('tell 50 subscribers everything in order, though one is killed and Redis is restarted', async () => {
    const [first, second, third] = [{ url: house.url }, await startReplica(), await startReplica()];
    const urls = [first.url, second.url, third.url];
    const jobs = await Promise.all(Array.from({ length: 10 }, () => house.submit({})));
    subscribe(urls, jobs, 50);
    await heardSomething();

    await second.kill();
    const more = await Promise.all(Array.from({ length: 4 }, () => house.submit({})));
    subscribe(urls, more, 8);
    await heardSomething();
    await servers.kill(redisPort);
    await servers.startOne(aof, redisPort);

    const told = await eventually(async () => {
      const all = await Promise.all([...jobs, ...more].map(async ({ id }) => [id, await seqs(id)] as const));
      return new Map(all);
    }, 40_000);
    await eventually(() => {
      for (const subscriber of subscribers) expect(subscriber.heard).toEqual(told.get(subscriber.jobId));
    });
    expect(subscribers.filter(({ connections }) => connections > 1).length).toBeGreaterThanOrEqual(16);
    await third.kill();
  }, 60_000);
});
