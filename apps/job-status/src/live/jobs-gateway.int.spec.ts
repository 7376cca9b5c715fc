import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { EventLog } from '@polyspool/database/event-log';
import { eventually } from '@polyspool/service/testing/eventually';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import { type Handlers, type House, openHouse } from '../testing-house.js';
import { Watcher } from './testing-watcher.js';

let gate: Promise<void> = Promise.resolve();
function closeGate() {
  let open = () => undefined as void;
  gate = new Promise((resolve) => (open = resolve));
  return open;
}

/** Two chunks with much to say. */
const handlers: Handlers = {
  'video.process': (async (job: RunningJob<typeof videoJobs.process>) => {
    job.report('chunks', 0, 'Chunks');
    const { uploadId } = job.input;
    await job.children(videoJobs.processChunk, [
      { uploadId, startSeconds: 0, endSeconds: 1 },
      { uploadId, startSeconds: 1, endSeconds: 2 },
    ]);
    job.report('write', 0.5, 'Writing');
    return { durationSeconds: 2, chunks: 2, segments: 0, words: 0, language: 'en', warnings: [] };
  }) as Handlers[string],
  'video.processChunk': (async (job: RunningJob<typeof videoJobs.processChunk>) => {
    for (let done = 0; done < 10; done++) {
      job.report('transcribe', done / 10, `${done} of 10`);
      job.log(`line ${done}`);
      await delay(30);
    }
    await gate;
    const transcript = await job.step('transcribe', [job.id], (files) => files.keep('transcript.json', '{}'));
    return { transcript, segments: 0, words: 0, warnings: [] };
  }) as Handlers[string],
};

describe('the live channel', () => {
  let house: House;
  const watchers: Watcher[] = [];
  beforeAll(async () => {
    house = await openHouse(handlers);
  });
  afterEach(() => {
    for (const { socket } of watchers.splice(0)) socket.disconnect();
    gate = Promise.resolve();
  });
  afterAll(() => house.close());

  const watch = (auth: Record<string, unknown> = { token: house.userKey }) => {
    const watcher = new Watcher(house.url, auth);
    watchers.push(watcher);
    return watcher;
  };
  const refusal = (watcher: Watcher) =>
    new Promise<string>((resolve) => watcher.socket.on('connect_error', (error) => resolve(error.message)));
  const rows = async (id: string) => {
    const { job, children } = (await house.jobs.snapshot(id, undefined))!;
    return [job, ...children];
  };
  const ended = (id: string) =>
    eventually(async () => {
      const all = await rows(id);
      expect(all.map(({ status }) => isTerminal(status))).toEqual([true, true, true]);
      return all;
    }, 20_000);
  /** What a watcher knows in the end is what the rows say. */
  const agree = (watcher: Watcher, jobs: readonly Job[]) =>
    eventually(() => {
      const fields = [
        'status',
        'percent',
        'step',
        'message',
        'output',
        'error',
        'attempts',
        'startedAt',
        'finishedAt',
        'seq',
      ] as const;
      const told = (job: Partial<Job> = {}) => Object.fromEntries(fields.map((field) => [field, job[field]]));
      expect(jobs.map(({ id }) => told(watcher.jobs.get(id)))).toEqual(jobs.map(told));
      expect(watcher.missed).toEqual([]);
    });
  const running = (id: string) =>
    eventually(async () => expect((await rows(id)).filter(({ status }) => status === 'running')).toHaveLength(3));

  it.each([
    ['auth.invalid', { token: 'wrong' }],
    ['auth.missing', {}],
    ['auth.missing', { token: { toString: 1 } }],
  ])('is refused with %s at connect', async (code, auth) => {
    expect(await refusal(watch(auth))).toBe(code);
  });

  it('tells nothing of jobs that are unknown or belong to others, and refuses what it does not understand', async () => {
    const { id } = await house.submit({});
    await house.people.ensure('Ben', 'user', 'key of Ben');
    const ben = watch({ token: 'key of Ben' });
    const codeOf = async (wanted: unknown) => (await ben.ask('subscribe', wanted)).problem?.code;

    expect(await codeOf({ jobId: id })).toBe('job.unknown');
    expect(await codeOf({ jobId: v7() })).toBe('job.unknown');
    for (const wanted of [{}, { jobId: '1' }, { mine: false }, { mine: true, jobId: id }, null, 'x']) {
      expect(await codeOf(wanted)).toBe('input.invalid');
    }
    await ended(id);
    expect(ben.heard).toEqual([]);
  });

  it('tells an operator of every job, and refuses to tell a user', async () => {
    await house.people.ensure('Olga', 'operator', 'key of Olga');
    const [olga, ben] = [watch({ token: 'key of Olga' }), watch({ token: 'key of Ben' })];
    const everything = { everything: true };

    expect((await ben.ask('subscribe', everything)).problem?.code).toBe('auth.forbidden');
    expect(await olga.ask('subscribe', everything)).toEqual({ ok: true });
    const { id } = await house.submit({});
    await ended(id);

    await eventually(() => expect(olga.jobs.get(id)?.status).toBe('succeeded'));
    expect(ben.heard).toEqual([]);
  });

  it('shows an operator the jobs of others', async () => {
    await house.people.ensure('Olga', 'operator', 'key of Olga');
    const olga = watch({ token: 'key of Olga' });
    const { id } = await house.submit({});

    expect(await olga.ask('subscribe', { jobId: id })).toEqual({ ok: true });

    await agree(olga, await ended(id));
  });

  it('gives the snapshot first, then every event of the job and its children', async () => {
    const { id } = await house.submit({});
    const watcher = watch();
    expect(await watcher.ask('subscribe', { jobId: id })).toEqual({ ok: true });

    const jobs = await ended(id);

    await agree(watcher, jobs);
    expect(watcher.heard[0]).toHaveProperty('job.id', id);
    expect(watcher.snapshots).toHaveLength(1);
    expect(new Set(watcher.events.map(({ jobId }) => jobId))).toEqual(new Set(jobs.map((job) => job.id)));
    expect(watcher.events.flatMap(({ log = [] }) => log).length).toBeGreaterThanOrEqual(20);
  });

  it('tells events in their order and once, though notices overtake each other', async () => {
    const watcher = watch();
    await watcher.ask('subscribe', { mine: true });
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    const notify = (before: number) => house.database.query(`SELECT pg_notify('events', $1)`, [`${id}:${before}`]);
    const append = (seq: number) =>
      house.database.transaction((tx) =>
        house.status.get(EventLog).append(tx, [{ jobId: id, seq, run: 1, type: 'progress', change: { percent: seq } }]),
      );
    await eventually(() => expect(watcher.jobs.get(id)?.seq).toBe(1));
    for (const seq of [2, 3, 4]) await append(seq);

    await notify(2);
    await eventually(() => expect(watcher.jobs.get(id)?.seq).toBe(4));
    await notify(1);
    await append(5);
    await notify(4);
    await eventually(() => expect(watcher.jobs.get(id)?.seq).toBe(5));

    expect(watcher.events.filter(({ seq }) => seq > 1).map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
    expect(watcher.missed).toEqual([]);
  });

  it('lets nobody miss anything, whenever they come', async () => {
    const open = closeGate();
    const { id } = await house.submit({});
    const late: Watcher[] = [];

    while (late.length < 20) {
      const watcher = watch();
      late.push(watcher);
      await watcher.ask('subscribe', { jobId: id });
      expect(watcher.heard[0]).toHaveProperty('job.id', id);
      if (late.length === 10) open();
    }

    const jobs = await ended(id);
    for (const watcher of late) await agree(watcher, jobs);
  }, 30_000);

  it('tells of all own root jobs to those who ask for theirs, and of nothing else', async () => {
    const { id: benId } = await house.people.ensure('Ben', 'user', 'key of Ben');
    const watcher = watch();
    expect(await watcher.ask('subscribe', { mine: true })).toEqual({ ok: true });

    const foreign = await house.submit({}, { userId: benId });
    const own = [await house.submit({}), await house.submit({})];
    await Promise.all([foreign, ...own].map(({ id }) => ended(id)));

    await eventually(() =>
      expect(own.map(({ id }) => watcher.jobs.get(id)?.status)).toEqual(['succeeded', 'succeeded']),
    );
    expect(new Set(watcher.events.map(({ jobId }) => jobId))).toEqual(new Set(own.map(({ id }) => id)));
    expect(watcher.missed).toEqual([]);
  });

  it('is silent after unsubscribing', async () => {
    const open = closeGate();
    const { id } = await house.submit({});
    const [leaving, staying] = [watch(), watch()];
    await Promise.all([leaving, staying].map((watcher) => watcher.ask('subscribe', { jobId: id })));
    await running(id);

    expect(await leaving.ask('unsubscribe', { jobId: id })).toEqual({ ok: true });
    const heard = leaving.heard.length;
    open();

    await agree(staying, await ended(id));
    expect(leaving.heard).toHaveLength(heard);
  });

  it('takes 200 subscriptions of one client, even when more are asked for at once', async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    const { id: userId } = await house.people.ensure('Carla', 'user', 'key of Carla');
    const job = { userId, type: 'video.process', queue: 'video', input: {}, runAt };
    const jobs = await Promise.all(Array.from({ length: 205 }, () => house.jobs.accept({ ...job, id: v7() }, 1_000)));
    const watcher = watch({ token: 'key of Carla' });

    const answers = await Promise.all(jobs.map(({ id }) => watcher.ask('subscribe', { jobId: id })));

    expect(answers.filter(({ ok }) => ok)).toHaveLength(200);
    expect(answers.find(({ ok }) => !ok)?.problem?.code).toBe('input.invalid');
    const first = jobs[answers.findIndex(({ ok }) => ok)]!;
    expect(await watcher.ask('subscribe', { jobId: first.id })).toEqual({ ok: true });
    await watcher.ask('unsubscribe', { jobId: first.id });
    expect(await watcher.ask('subscribe', { mine: true })).toEqual({ ok: true });
  });
});
