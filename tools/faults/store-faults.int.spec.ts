import { isTerminal } from '@polyspool/contracts/job-status';
import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { until } from './until.ts';

const options = { language: 'en', targetLanguage: 'es', chunkSeconds: 5, endSeconds: 16 };

describe('a system that loses one of its parts', () => {
  let system: RunningSystem;
  let socket: Socket | undefined;
  beforeAll(async () => {
    system = await startSystem();
  }, 60_000);
  afterEach(async () => {
    socket?.close();
    for (const part of [system.redis, system.jobStatus, system.gateway]) await part.start();
  }, 30_000);
  afterAll(() => system.stop(), 30_000);

  const submit = async (title: string) => (await system.api.process(await system.uploadSpeech(title), options)).id;
  const ended = (id: string) =>
    until(
      `job ${id} ends`,
      async () => {
        const tree = await system.api.tree(id);
        return isTerminal(tree.job.status) && tree;
      },
      { limitMs: 60_000, everyMs: 100 },
    );
  const firstChunkDone = (id: string) =>
    until('a chunk has succeeded and others have not', async () => {
      const { job, children } = await system.api.tree(id);
      if (isTerminal(job.status)) throw new Error(`The job is ${job.status} already`);
      return children.some(({ status }) => status === 'succeeded');
    });

  /** As a client does it: subscribes again with each connection. */
  function follow(jobId: string) {
    const snapshots: JobSnapshot[] = [];
    const newest = new Map<string, number>();
    const hear = (id: string, seq: number) => newest.set(id, Math.max(seq, newest.get(id) ?? 0));
    socket = io(`${system.gatewayUrl}/jobs`, { auth: { token: system.userKey }, reconnectionDelayMax: 500 });
    socket.on('connect', () => socket!.emit('subscribe', { jobId }));
    socket.on('event', (event: JobEvent) => hear(event.jobId, event.seq));
    socket.on('snapshot', (snapshot: JobSnapshot) => {
      snapshots.push(snapshot);
      for (const job of [snapshot.job, ...snapshot.children]) hear(job.id, job.seq);
    });
    return { snapshots, newest };
  }

  /** Every event of the tree is there once, and each job has ended once. */
  async function expectWholeLog({ job, children }: JobSnapshot) {
    for (const { id, seq, status } of [job, ...children]) {
      const log = await system.log.of(id);
      expect(log.map((event) => event.seq)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
      expect(log.filter(({ type }) => ['succeeded', 'failed', 'cancelled', 'expired'].includes(type))).toHaveLength(1);
      expect(log.at(-1)?.type).toBe(status);
    }
  }

  const statusesOf = ({ job, children }: JobSnapshot) => [job, ...children].map(({ status }) => status);
  const succeeded = (count: number) => Array.from({ length: count }, () => 'succeeded');

  it('runs a tree to its end after Redis was emptied in the middle of it', async () => {
    const id = await submit('emptied');
    await firstChunkDone(id);

    await system.queue.empty();

    const tree = await ended(id);
    expect(statusesOf(tree)).toEqual(succeeded(1 + tree.children.length));
    expect(tree.job.output).toMatchObject({ chunks: tree.children.length });
    await expectWholeLog(tree);
  }, 90_000);

  it('accepts 20 jobs while Redis is away, each within a second, and runs them and what was running when it is back', async () => {
    const running = await submit('redis-away');
    const uploadId = String((await system.api.tree(running)).job.input['uploadId']);
    await firstChunkDone(running);
    await system.redis.end('SIGKILL');

    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const askedAt = performance.now();
        const { id, status } = await system.api.process(uploadId, options);
        return { id, status, ms: performance.now() - askedAt };
      }),
    );
    await system.redis.start();

    const slowestMs = Math.max(...answers.map(({ ms }) => ms));
    console.log(`20 jobs accepted, the slowest after ${Math.round(slowestMs)} ms`);
    expect(slowestMs).toBeLessThan(1_000);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'queued'));
    const ids = [running, ...answers.map(({ id }) => id)];
    const trees = await Promise.all(ids.map(ended));
    expect(trees.flatMap(statusesOf)).toEqual(succeeded(trees.flatMap(statusesOf).length));
    for (const tree of trees) await expectWholeLog(tree);
  }, 120_000);

  it('loses no event while job-status is away, and a subscriber starts again from a snapshot', async () => {
    const id = await submit('status-away');
    const seen = follow(id);
    await until('the subscriber has a snapshot', () => seen.snapshots.length > 0);
    await firstChunkDone(id);

    await system.jobStatus.end('SIGKILL');
    await until('the worker has finished everything', () => system.queue.isFinished(id), { limitMs: 60_000 });
    const [status] = await system.log.statuses([id]);
    await system.jobStatus.start();

    const tree = await ended(id);
    expect(status).toBe('running');
    expect(statusesOf(tree)).toEqual(succeeded(1 + tree.children.length));
    await expectWholeLog(tree);
    await until('the subscriber has another snapshot', () => seen.snapshots.length > 1);
    await until('the subscriber knows the newest event of each job', () =>
      [tree.job, ...tree.children].every((one) => seen.newest.get(one.id) === one.seq),
    );
  }, 90_000);

  it('goes on with accepted jobs while the gateway is away', async () => {
    const id = await submit('gateway-away');

    await system.gateway.end('SIGKILL');

    await until('the job has succeeded', async () => (await system.log.statuses([id]))[0] === 'succeeded', {
      limitMs: 60_000,
    });
    await system.gateway.start();
    const tree = await ended(id);
    expect(statusesOf(tree)).toEqual(succeeded(1 + tree.children.length));
    await expectWholeLog(tree);
  }, 90_000);

  it('leaves no process and no temporary folder behind', async () => {
    for (const part of [system.worker, system.gateway, system.jobStatus]) await part.stop();

    await until('no process is left', () => system.orphans().length === 0, { limitMs: 3_000 }).catch(() =>
      expect(system.orphans()).toEqual([]),
    );
    expect(system.temporaryFolders()).toEqual([]);
  }, 30_000);
});
