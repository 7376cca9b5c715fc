import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { runTask } from './run-task.js';

describe('runTask', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'processes-spec-'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  });

  afterAll(() => rm(folder, { recursive: true }));

  const task = async (name: string, code: string) => {
    await writeFile(join(folder, `${name}.js`), code);
    return { name, from: pathToFileURL(join(folder, 'caller.js')).href, answer: z.unknown() };
  };

  it('gives a task its input, hears what it tells, and answers what it answers', async () => {
    const double = await task(
      'double',
      `export function run(list, tell) { list.forEach(tell); return list.map((n) => n * 2); }`,
    );
    const told: number[] = [];
    const onMessage = (value: number) => told.push(value);

    const answer = await runTask({
      ...double,
      input: [1, 2, 3],
      answer: z.array(z.number()),
      message: z.number(),
      onMessage,
    });

    expect(answer).toEqual([2, 4, 6]);
    expect(told).toEqual([1, 2, 3]);
  });

  it('does not mind what an engine writes to its output, and ends though something in it goes on', async () => {
    const noisy = await task(
      'noisy',
      `export async function run() { console.log('{"answer":1}'); setInterval(() => {}, 1000); return 'done'; }`,
    );

    expect(await runTask({ ...noisy, input: null })).toBe('done');
  });

  it('fails as the task does, by its code where that is one of ours', async () => {
    const typed = await task(
      'typed',
      `export function run() { throw Object.assign(new Error('no model'), { code: 'engine.missing' }); }`,
    );
    const plain = await task('plain', `export function run() { throw new Error('oh no'); }`);

    await expect(runTask({ ...typed, input: 1 })).rejects.toMatchObject({
      code: 'engine.missing',
      message: 'no model',
    });
    await expect(runTask({ ...plain, input: 1 })).rejects.toMatchObject({ code: 'process.failed', message: 'oh no' });
  });

  it('runs from the sources, with what these import', async () => {
    await writeFile(join(folder, 'twice.ts'), 'export const twice = (n: number): number => 2 * n;');
    await writeFile(
      join(folder, 'typescript.ts'),
      `import { twice } from './twice.js';
       class Doubler { constructor(private readonly by: (n: number) => number) {} of(n: number) { return this.by(n); } }
       export const run = (n: number) => new Doubler(twice).of(n);`,
    );
    const from = pathToFileURL(join(folder, 'caller.ts')).href;

    expect(await runTask({ name: 'typescript', from, input: 21, answer: z.number() })).toBe(42);
  });

  it('survives the crash of a task', async () => {
    const crashing = await task(
      'crashing',
      `export function run() { process.kill(process.pid, 'SIGSEGV'); return new Promise(() => {}); }`,
    );
    const hungry = await task(
      'hungry',
      `export function run() { const all = []; for (;;) all.push(new Array(1e5).fill({})); }`,
    );

    await expect(runTask({ ...crashing, input: 1 })).rejects.toMatchObject({ code: 'process.failed' });
    await expect(runTask({ ...hungry, input: 1, maxHeapMb: 64 })).rejects.toMatchObject({
      code: 'process.outOfMemory',
    });
  });

  it('does not wait for an engine that gives up in silence', async () => {
    const silent = await task('silent', `export const run = () => new Promise(() => {});`);

    await expect(runTask({ ...silent, input: 1 })).rejects.toMatchObject({
      code: 'process.failed',
      message: 'It gave up without an answer',
    });
  });

  it('ends a task that is busy, with all that it has started', async () => {
    const busy = await task(
      'busy',
      `import { spawn } from 'node:child_process';
       export function run(_, tell) { tell(process.pid); tell(spawn('sleep', ['60']).pid); for (;;); }`,
    );
    const controller = new AbortController();
    const pids: number[] = [];
    const onMessage = (pid: number) => {
      if (pids.push(pid) === 2) controller.abort(new Error('enough'));
    };

    const running = runTask({ ...busy, input: 1, message: z.number(), onMessage, signal: controller.signal });

    await expect(running).rejects.toThrow('enough');
    expect(pids.map((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([false, false]);
  });

  it('ends a task that takes too long, and one that tells nothing for too long', async () => {
    const endless = await task('endless', `export function run() { for (;;); }`);
    const talking = await task(
      'talking',
      `export function run(_, tell) { setInterval(() => tell('still here'), 20); return new Promise(() => {}); }`,
    );

    await expect(runTask({ ...endless, input: 1, quietMs: 200 })).rejects.toMatchObject({
      code: 'process.timedOut',
      message: 'The task endless told nothing for 200 ms',
    });
    await expect(runTask({ ...talking, input: 1, quietMs: 10_000, timeoutMs: 1_500 })).rejects.toMatchObject({
      code: 'process.timedOut',
      message: 'The task talking did not end within 1500 ms',
    });
  });

  it('ends a task whose buffers fill the memory, which the limit of its heap does not see', async () => {
    const hoarding = await task(
      'hoarding',
      `export function run() {
         const all = [];
         setInterval(() => all.push(Buffer.alloc(20e6, 1)), 10);
         return new Promise(() => {});
       }`,
    );

    await expect(runTask({ ...hoarding, input: 1, maxRssBytes: 300e6 })).rejects.toMatchObject({
      code: 'process.outOfMemory',
    });
  });

  it('refuses an answer of another shape', async () => {
    const wrong = await task('wrong', `export const run = () => 'text';`);

    await expect(runTask({ ...wrong, input: 1, answer: z.number() })).rejects.toThrow();
  });
});
