import { queueNames } from '@polyspool/contracts/catalogue';
import { engineNames } from '@polyspool/contracts/engines';
import type {
  EngineList,
  ForecastQualityList,
  QueueStatsList,
  RegisteredTaskList,
  TaskPage,
  WorkerList,
  WorkersHealth,
} from '@polyspool/contracts/fleet';
import type { Job, JobPage } from '@polyspool/contracts/job-status';
import { EngineStates } from '@polyspool/database/engine-states';
import { JobRecords } from '@polyspool/database/job-records';
import { learn } from '@polyspool/database/step-rates';
import { setJob } from '@polyspool/database/testing-records';
import { Workers } from '@polyspool/database/workers';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('what operators see of workers, engines and jobs', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('TRUNCATE jobs, outbox, workers, engines, step_rates, eta_errors CASCADE'));

  const ask = async <Shape>(path: string, key = keys.operator) => jsonOf<Shape>(await gateway.ask('GET', path, key));
  const accept = async (more: object = {}) => {
    const job = { id: v7(), userId: gateway.anna.id, type: 'video.process', queue: 'video', input: {} };
    return (await gateway.app.get(JobRecords).accept({ ...job, ...more }, 100)).id;
  };
  const set = (id: string, columns: object) => setJob(gateway.database, id, { ...columns });
  const work = (active = 1) =>
    gateway.app.get(Workers).replace([
      {
        id: 'host:1:aa',
        name: 'video-worker',
        queues: { video: 4 },
        startedAtMs: Date.UTC(2030, 0, 1),
        ageMs: 0,
        active,
        rssBytes: 100,
      },
    ]);

  it.each([
    'workers',
    'engines',
    'forecasts',
    'tasks/active',
    'tasks/scheduled',
    'tasks/registered',
    'tasks/reserved',
    'tasks/stats',
  ])('is for operators and administrators: %s', async (path) => {
    const statuses = [keys.anna, keys.operator, keys.admin].map(
      async (key) => (await gateway.ask('GET', `/v1/admin/${path}`, key)).status,
    );

    expect(await Promise.all(statuses)).toEqual([403, 200, 200]);
  });

  it('is the workers that are alive, with their slots', async () => {
    await work();

    const { items } = await ask<WorkerList>('/v1/admin/workers');

    const startedAt = '2030-01-01T00:00:00.000Z';
    expect(items).toEqual([
      expect.objectContaining({ id: 'host:1:aa', name: 'video-worker', queues: { video: 4 }, active: 1, startedAt }),
    ]);
  });

  it('is, for everybody, whether any worker is alive', async () => {
    const before = await fetch(`${gateway.url}/health/workers`);
    await work(3);
    const after = await fetch(`${gateway.url}/health/workers`);

    expect([before.status, await jsonOf<WorkersHealth>(before)]).toEqual([
      503,
      {
        status: 'unhealthy',
        message: 'No active workers',
        workers: 0,
        activeTasks: 0,
        slots: {},
        unserved: [...queueNames],
      },
    ]);
    expect([after.status, await jsonOf<WorkersHealth>(after)]).toEqual([
      200,
      {
        status: 'healthy',
        workers: 1,
        activeTasks: 3,
        slots: { video: 4 },
        unserved: queueNames.filter((name) => name !== 'video'),
      },
    ]);
  });

  it('is how each engine is, one that nobody has called included', async () => {
    const [sinceMs, retryAtMs] = [Date.UTC(2030, 0, 1), Date.UTC(2030, 0, 2)];
    const states = gateway.app.get(EngineStates);
    await states.replace([{ name: 'transcriber', state: 'open', sinceMs, retryAtMs, detail: 'No answer' }]);

    expect(await ask<EngineList>('/v1/admin/engines')).toEqual({
      items: [
        {
          name: 'transcriber',
          state: 'open',
          since: '2030-01-01T00:00:00.000Z',
          retryAt: '2030-01-02T00:00:00.000Z',
          detail: 'No answer',
        },
        ...engineNames.filter((name) => name !== 'transcriber').map((name) => ({ name, state: 'unknown' })),
      ],
    });
  });

  it('is how each of several engines is that jobs may choose', async () => {
    const sinceMs = Date.UTC(2030, 0, 1);
    const states = gateway.app.get(EngineStates);
    const openAi = { name: 'imageGenerator:openai', state: 'open', sinceMs, detail: 'No answer' } as const;
    await states.replace([openAi, { name: 'imageGenerator:comfyui', state: 'closed', sinceMs }]);
    // As a release before this one left it.
    await gateway.database.execute(`INSERT INTO engines (name, state, since) VALUES ('imageGenerator', 'open', now())`);

    const { items } = await ask<EngineList>('/v1/admin/engines');

    expect(items.map(({ name }) => name)).toEqual(engineNames);
    expect(items.filter(({ state }) => state !== 'unknown')).toMatchObject([
      { name: 'imageGenerator:openai', state: 'open', detail: 'No answer' },
      { name: 'imageGenerator:comfyui', state: 'closed' },
    ]);
  });

  it('is the jobs of everybody by what happens to them, page by page', async () => {
    const runAt = new Date(Date.now() + 60_000);
    const [active, reserved, queued, scheduled, retrying] = [
      await accept(),
      await accept(),
      await accept(),
      await accept({ runAt }),
      await accept(),
    ];
    const at = new Date();
    await set(active, { status: 'running', dispatched_at: at, started_at: at, attempts: 1 });
    await gateway.database.execute(
      `INSERT INTO attempts (job_id, run, attempt, worker, started_at, outcome) VALUES ($1, 1, 1, 'host:1:aa', now(), 'running')`,
      [active],
    );
    await set(reserved, { dispatched_at: at });
    await set(retrying, { status: 'retrying', dispatched_at: at, started_at: at, wait_until: runAt });
    const ids = async (path: string) =>
      (await ask<TaskPage>(`/v1/admin/tasks/${path}`)).items.map(({ id, worker, dueAt }) => [id, worker ?? dueAt]);

    expect(await ids('active')).toEqual([[active, 'host:1:aa']]);
    expect(await ids('reserved')).toEqual([[reserved, undefined]]);
    expect(await ids('scheduled')).toEqual([
      [scheduled, runAt.toISOString()],
      [retrying, runAt.toISOString()],
    ]);
    expect(await ids('scheduled?queue=pdf')).toEqual([]);
    const first = await ask<TaskPage>('/v1/admin/tasks/scheduled?limit=1');
    expect(await ids(`scheduled?limit=1&cursor=${first.nextCursor}`)).toEqual([[retrying, runAt.toISOString()]]);
    const { items } = await ask<QueueStatsList>('/v1/admin/tasks/stats');
    const counts = { active: 1, reserved: 1, queued: 1, scheduled: 1, retrying: 1 };
    expect(queued && items.find(({ queue }) => queue === 'video')).toMatchObject({
      ...counts,
      lastHour: { accepted: 5, failed: 0 },
    });
  });

  it('is which kinds there are, and who would run them', async () => {
    await work();

    const { items } = await ask<RegisteredTaskList>('/v1/admin/tasks/registered');

    const chunk = { type: 'video.processChunk', queue: 'video', engines: ['transcriber'], workers: 1 };
    expect(items).toContainEqual(expect.objectContaining(chunk));
    expect(items).toContainEqual(expect.objectContaining({ type: 'system.debug', queue: 'system', workers: 0 }));
  });

  it('is how good forecasts were, and what they are made of', async () => {
    const id = await accept();
    const [start, end] = [new Date(Date.now() - 30_000), new Date()];
    const forecast = { eta_told_at: start, eta_at: new Date(start.getTime() + 15_000) };
    await set(id, { status: 'succeeded', attempts: 1, started_at: start, finished_at: end, ...forecast });
    await gateway.database.transaction((tx) => learn(tx, [], [id]));

    const { items } = await ask<ForecastQualityList>('/v1/admin/forecasts');

    expect(items).toMatchObject([{ type: 'video.process', compared: 1, ratio: { p50: 2, p90: 2 } }]);
    expect(items[0]?.rates).toContainEqual({
      step: '(job)',
      unit: 'job',
      samples: 1,
      secondsPerUnit: { p50: 30, p90: 30 },
    });
  });

  it('is told to the owner of a job as well: why it waits and when it will have ended, alone and in lists', async () => {
    const id = await accept();
    await gateway.database.execute(`INSERT INTO step_rates VALUES ('video.process', '(job)', 'job', '{60}', now())`);
    await work();
    const sees = async () => (await ask<Job>(`/v1/jobs/${id}`, keys.anna)).eta !== undefined;
    while (!(await sees()));

    const job = await ask<Job>(`/v1/jobs/${id}`, keys.anna);
    const list = await ask<JobPage>('/v1/jobs', keys.anna);
    const tree = await ask<{ job: Job }>(`/v1/jobs/${id}/tree`, keys.anna);

    expect([job, list.items[0], tree.job].map((seen) => seen?.waiting)).toEqual(
      Array(3).fill({ position: 1, reason: 'fairShare' }),
    );
    const seconds = [job, list.items[0], tree.job].map((seen) => (Date.parse(seen!.eta!.p50) - Date.now()) / 1_000);
    for (const left of seconds) expect(left).toBeCloseTo(60, -1);
  });
});
