import { EngineStates } from '@polyspool/database/engine-states';
import { Outlook } from '@polyspool/database/outlook';
import { forecastErrors, learnedRates } from '@polyspool/database/step-rates';
import { Workers } from '@polyspool/database/workers';
import { Breaker } from '@polyspool/jobs/engines/breaker';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { openLasting } from '@polyspool/jobs/redis-connection';
import { testStores } from '@polyspool/service/testing/env';
import type { videoJobs } from '@polyspool/contracts/video';
import { eventually } from '@polyspool/service/testing/eventually';
import { type Handlers, type House, openHouse } from '../testing-house.js';
import { FleetWatch } from './fleet-watch.js';

const output = {
  durationSeconds: 10,
  chunks: 1,
  segments: 1,
  words: 1,
  language: 'en',
  targetLanguage: undefined,
  warnings: [],
};

describe('what job-status knows of the house', () => {
  let house: House;
  let open = () => undefined as void;
  let gate = Promise.resolve();
  beforeAll(async () => {
    const process = async (job: RunningJob<typeof videoJobs.process>) => {
      job.workload('mediaSeconds', 10);
      job.report('split', 0);
      await gate;
      job.report('write', 0);
      return output;
    };
    house = await openHouse({ 'video.process': process as Handlers[string] });
  });
  afterAll(async () => {
    open();
    await house.close();
  });

  const closeGate = () => {
    gate = new Promise((resolve) => (open = () => resolve()));
  };
  const ended = (id: string) =>
    eventually(async () => {
      const job = await house.jobs.find(id, undefined);
      expect(job?.status).toBe('succeeded');
    });
  const learned = async () => (await learnedRates(house.database)).map(({ step, unit }) => `${step} ${unit}`);
  const isKept = async (id: string) =>
    (await house.database.query('SELECT 1 FROM jobs WHERE id = $1 AND eta_at > eta_told_at', [id])).length > 0;
  const workers = () => new Workers(house.database).live();

  it('is which workers live, and the slots that they have', async () => {
    const [worker] = await eventually(async () => {
      const live = await workers();
      expect(live).toMatchObject([{ queues: { video: 4 }, active: 0 }]);
      return live;
    }, 20_000);

    expect(worker!.rssBytes).toBeGreaterThan(1_000_000);
  });

  it('is, when Redis has forgotten the workers, that it knows of none', async () => {
    await house.redis.empty();

    await house.status.get(FleetWatch).look();

    expect(await workers()).toEqual([]);
    expect(await new EngineStates(house.database).all()).toEqual([]);
  });

  it('is which engines are down, and why', async () => {
    const { TEST_REDIS_URL: redisUrl } = testStores();
    const redis = openLasting({ redisUrl }, () => undefined);
    const breaker = new Breaker(redis, house.status.get(QueueClient).prefix);
    for (let failures = 0; failures < 5; failures++) await breaker.failed('translator', 'No answer');
    await house.status.get(FleetWatch).look();

    const engines = await new EngineStates(house.database).all();

    expect(engines).toMatchObject([{ name: 'translator', state: 'open', detail: 'No answer' }]);
    expect(engines[0]!.retryAtMs).toBeGreaterThan(engines[0]!.sinceMs);
    redis.disconnect();
  });

  it('is how long each step takes for each second of media, once a job has gone through it', async () => {
    const { id } = await house.submit({});
    await ended(id);

    const whole = ['(job) job', '(job) mediaSeconds', '(slots) job', '(slots) mediaSeconds'];
    expect(await learned()).toEqual(expect.arrayContaining(whole));
  });

  it('is when a job will have ended; and in the end, how wrong that was', async () => {
    closeGate();
    const { id } = await house.submit({});
    await eventually(async () => expect((await house.jobs.find(id, undefined))?.step).toBe('split'));

    const eta = await eventually(async () => {
      const outlook = (await new Outlook(house.database, 0).ofIds([id])).get(id);
      expect(outlook?.eta).toBeDefined();
      return outlook!.eta!;
    });
    await eventually(async () => expect(await isKept(id)).toBe(true), 20_000);
    open();
    await ended(id);

    expect(Date.parse(eta.p50)).toBeLessThanOrEqual(Date.parse(eta.p90));
    const [errors] = await forecastErrors(house.database);
    expect([errors?.type, errors?.ratios.length]).toEqual(['video.process', 1]);
    expect(await learned()).toContain('split mediaSeconds');
  });
});
