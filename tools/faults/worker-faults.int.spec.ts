import { isTerminal } from '@polyspool/contracts/job-status';
import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import { commandOf } from './find-orphans.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { until } from './until.ts';

const fiveChunks = { language: 'en', targetLanguage: 'es', chunkSeconds: 5 };
const oneChunk = { ...fiveChunks, endSeconds: 7 };
const longChunk = { ...fiveChunks, endSeconds: 14, chunkSeconds: 14 };
/** A killed worker's jobs run again within this time. */
const recoveryMs = 20_000;

describe('a worker that ends in the middle of its work', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  }, 60_000);
  afterAll(() => system.stop(), 30_000);

  afterEach(() => system.worker.start());

  const submit = async (title: string, input: object) =>
    (await system.api.process(await system.uploadSpeech(title), input)).id;
  const ended = (id: string) =>
    until(
      `job ${id} ends`,
      async () => {
        const tree = await system.api.tree(id);
        return isTerminal(tree.job.status) && tree;
      },
      { limitMs: 60_000, everyMs: 100 },
    );
  const engines = () => system.worker.all().filter(({ pid }) => /^(\S*\/)?(pocketsphinx|ffmpeg)/.test(commandOf(pid)));

  /** An engine listens to a chunk that is far from done, and at least `done` others have succeeded. */
  const midChunk = (id: string, done = 0) =>
    until(`${done} chunks have succeeded and an engine works on another`, async () => {
      const tree = await system.api.tree(id);
      if (isTerminal(tree.job.status)) throw new Error(`It is over: ${JSON.stringify(tree)}`);
      const isFresh = ({ status, step, percent }: Job) => status === 'running' && step === 'transcribe' && percent < 50;
      return succeeded(tree).length >= done && tree.children.some(isFresh) && engines().length > 0 && tree;
    });

  async function killAndStartAgain() {
    const killedAt = new Date();
    await system.worker.end('SIGKILL');
    const held = await system.queue.active();
    await system.worker.start();
    return { killedAt, held };
  }

  /** The merge takes some hundredths of a second: a kill that came too late for one job is tried with another. */
  async function killedInMerge(tries = 5): Promise<{ id: string; killedAt: Date; held: string[] }> {
    const position = await system.queue.position();
    const id = await submit(`killed-after-${tries}`, oneChunk);
    const first = await system.queue.next('active', id, position);
    await system.queue.next('active', id, first);
    const killed = await killAndStartAgain();
    return killed.held.includes(id) || tries === 1 ? { id, ...killed } : killedInMerge(tries - 1);
  }

  /** Seconds until the last of the jobs, found without its worker, was active again. */
  async function recovered(jobIds: readonly string[], killedAt: Date) {
    const times = jobIds.map((id) =>
      until(`job ${id} is active again`, async () => {
        const log = await system.log.of(id);
        const stalled = log.find(({ type, at }) => type === 'stalled' && at > killedAt);
        return stalled && log.find(({ type, seq }) => type === 'active' && seq > stalled.seq)?.at.getTime();
      }),
    );
    return (Math.max(...(await Promise.all(times))) - killedAt.getTime()) / 1_000;
  }

  const noOrphans = () =>
    until('no process is left', () => system.orphans().length === 0, { limitMs: 3_000 }).catch(() =>
      expect(system.orphans()).toEqual([]),
    );
  const startsOf = (id: string) =>
    system.worker.lines.filter((line) => line.includes('"Job started"') && line.includes(id)).length;

  it('is killed in mid-chunk twice: the job succeeds, and no finished chunk is run again', async () => {
    const id = await submit('killed-twice', fiveChunks);
    const finished = new Map<string, { child: Job; starts: number }>();
    const recoveries: number[] = [];

    for (const done of [1, 2]) {
      for (const child of succeeded(await midChunk(id, done)))
        finished.set(child.id, { child, starts: startsOf(child.id) });
      const { killedAt, held } = await killAndStartAgain();
      expect(held.length).toBeGreaterThan(0);
      recoveries.push(await recovered(held, killedAt));
    }
    const { job, children } = await ended(id);

    console.log(`Recovered after ${recoveries.join(' s and ')} s`);
    expect(Math.max(...recoveries) * 1_000).toBeLessThan(recoveryMs);
    expect([job.status, ...children.map(({ status }) => status)]).toEqual(
      Array.from({ length: children.length + 1 }, () => 'succeeded'),
    );
    expect(finished.size).toBeGreaterThanOrEqual(2);
    for (const { child, starts } of finished.values()) {
      expect(children.find(({ id }) => id === child.id)).toEqual(child);
      expect(startsOf(child.id)).toBe(starts);
      expect((await system.log.of(child.id)).filter(({ type }) => type === 'succeeded')).toHaveLength(1);
    }
  }, 120_000);

  it('is killed before there are children: the job succeeds', async () => {
    const position = await system.queue.position();
    const id = await submit('killed-before', oneChunk);
    await system.queue.next('active', id, position);

    const { killedAt, held } = await killAndStartAgain();

    const seconds = await recovered([id], killedAt);
    const { job, children } = await ended(id);
    console.log(`Recovered after ${seconds} s`);
    expect(held).toEqual([id]);
    expect(children.every((child) => new Date(child.createdAt) > killedAt)).toBe(true);
    expect(job.status).toBe('succeeded');
  }, 90_000);

  it('is killed between the end of the children and the end of the job: the job succeeds', async () => {
    const { id, killedAt, held } = await killedInMerge();

    const seconds = await recovered([id], killedAt);
    const { job, children, artifacts } = await ended(id);
    console.log(`Recovered after ${seconds} s`);
    expect(held).toEqual([id]);
    expect(job.status).toBe('succeeded');
    expect(children.map((child) => startsOf(child.id))).toEqual(children.map(() => 1));
    const names = artifacts.filter(({ jobId }) => jobId === id).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining(['transcript.json', 'subtitles.en.srt', 'subtitles.en-es.vtt']));
  }, 90_000);

  it('is asked to stop in mid-chunk: the chunk goes back at no cost and is finished by the next', async () => {
    const id = await submit('asked-to-stop', longChunk);
    await midChunk(id);
    const held = await system.queue.active();

    const code = await system.worker.end('SIGTERM');

    expect(code).toBe(0);
    await noOrphans();
    expect(await system.queue.active()).toEqual([]);
    expect(await system.queue.waiting()).toEqual(expect.arrayContaining(held));
    await system.worker.start();
    const { job, children } = await ended(id);
    expect(job.status).toBe('succeeded');
    expect(children.map(({ attempts }) => attempts)).toEqual(children.map(() => 1));
    for (const child of held) expect((await system.log.of(child)).map(({ type }) => type)).not.toContain('stalled');
  }, 90_000);

  it('is told of a cancel: its engines are gone within 2 s, and nothing of the job is left', async () => {
    const id = await submit('cancelled', fiveChunks);
    await midChunk(id);
    const askedAt = Date.now();
    let workedAt = askedAt;

    expect((await system.api.cancel(id)).status).toBe('cancelling');

    const { job, children } = await until('the job and all its chunks have ended', async () => {
      if (engines().length > 0) workedAt = Date.now();
      const tree = await system.api.tree(id);
      return [tree.job, ...tree.children].every(({ status }) => isTerminal(status)) && tree;
    });
    console.log(`Engines gone after ${workedAt - askedAt} ms`);
    expect(workedAt - askedAt).toBeLessThan(2_000);
    expect([job, ...children].map(({ status }) => status)).toEqual(
      Array.from({ length: children.length + 1 }, () => 'cancelled'),
    );
    expect(engines()).toEqual([]);
    expect([...(await system.queue.active()), ...(await system.queue.waiting())]).toEqual([]);
    await until('its folders are removed', () => system.temporaryFolders().length === 0, { limitMs: 2_000 });
  }, 60_000);

  it('leaves no process and no temporary folder behind, however it ended', async () => {
    await system.worker.stop();

    await noOrphans();
    await until('no folder is left', () => system.temporaryFolders().length === 0, { limitMs: 3_000 });
  }, 30_000);
});

const succeeded = ({ children }: JobSnapshot) => children.filter(({ status }) => status === 'succeeded');
