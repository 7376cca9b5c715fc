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
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
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
    await expect(runTask({ ...hungry, input: 1, maxHeapMb: 64 })).rejects.toMatchObject({ code: 'process.failed' });
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

  it('refuses an answer of another shape', async () => {
    const wrong = await task('wrong', `export const run = () => 'text';`);

    await expect(runTask({ ...wrong, input: 1, answer: z.number() })).rejects.toThrow();
  });
});
