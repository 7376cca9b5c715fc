import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApertiumTranslator, type ApertiumOptions } from './apertium-translator.js';

const pair = { from: 'en', to: 'es' };

/** One that has ended and that nobody has waited for yet has no program any more. */
const runs = (pid: string) => existsSync(`/proc/${pid}/exe`);

/** A Node process that runs from the sources: its hook finds `x.ts` where an import says `x.js`. */
const hook = `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      const isSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
      return next(isSource ? specifier.replace(/\\.js$/, '.ts') : specifier, context);
    },
  });`;
const flags = [
  '--conditions=@polyspool/source',
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
  `--import=data:text/javascript,${encodeURIComponent(hook)}`,
];

const until = async (fact: () => boolean | Promise<boolean>) => {
  const deadline = Date.now() + 5_000;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error('It never came to be');
    await delay(10);
  }
};

describe('the pipelines of ApertiumTranslator', () => {
  let dataFolder: string;
  const pids = async () =>
    (await readFile(join(dataFolder, 'pids'), 'utf8').catch(() => '')).split('\n').filter(Boolean);

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'apertium-spec-'));
    await mkdir(join(dataFolder, 'modes'));
  });

  afterEach(() => rm(dataFolder, { recursive: true }));

  /** A program that notes its process, and does as the test says. */
  const translatorThat = async (script: string, options: ApertiumOptions = {}, pairs = ['eng-spa']) => {
    const program = join(dataFolder, 'program');
    const note = `echo $$ >> ${join(dataFolder, 'pids')}`;
    await writeFile(program, `#!/bin/sh\n${note}\n${script}\n`, { mode: 0o755 });
    for (const name of pairs) await writeFile(join(dataFolder, `modes/${name}.mode`), program);
    return new ApertiumTranslator({ dataFolder, ...options });
  };
  const echo = 'exec cat';

  it('serve one call after the other', async () => {
    const translator = await translatorThat(echo);

    for (const text of ['one', 'two', 'three']) {
      expect(await translator.translate([text], pair)).toEqual([{ text, unknownWordShare: 0 }]);
    }

    expect(await pids()).toHaveLength(1);
    await translator.close();
    expect((await pids()).map(runs)).toEqual([false]);
  });

  it('are no more than allowed, over all pairs and however many ask', async () => {
    const translator = await translatorThat(echo, { maxPipelines: 2 }, ['eng-spa', 'spa-eng', 'eng-cat']);
    const targets = [pair, { from: 'es', to: 'en' }, { from: 'en', to: 'ca' }];
    let most = 0;
    const watched = async (call: number) => {
      await translator.translate([`text ${call}`], targets[call % 3]!); // an index below 3
      most = Math.max(most, (await pids()).filter(runs).length);
    };

    await Promise.all(Array.from({ length: 12 }, (_, call) => watched(call)));

    expect(most).toBeLessThanOrEqual(2);
    await translator.close();
  });

  it('are closed when nobody needs them', async () => {
    const translator = await translatorThat(echo, { idleMs: 10 });

    await translator.translate(['text'], pair);

    const [pid = ''] = await pids();
    await until(() => !runs(pid));
  });

  it('are started again when they have died', async () => {
    const translator = await translatorThat(echo);
    await translator.translate(['text'], pair);
    const [first = ''] = await pids();

    process.kill(Number(first), 'SIGKILL');

    expect(await translator.translate(['again'], pair)).toMatchObject([{ text: 'again' }]);
    expect(await pids()).toHaveLength(2);
    await translator.close();
  });

  it('fail with what their programs said, after a second try', async () => {
    const translator = await translatorThat('echo no memory >&2; exit 1');

    await expect(translator.translate(['text'], pair)).rejects.toMatchObject({
      code: 'engine.failed',
      message: 'apertium ended in the middle: no memory',
    });
    expect(await pids()).toHaveLength(2);
  });

  it('are ended when they do not answer', async () => {
    const translator = await translatorThat('exec sleep 600', { stuckAfterMs: 50 });

    await expect(translator.translate(['text'], pair)).rejects.toMatchObject({ code: 'engine.failed' });

    expect((await pids()).map(runs)).toEqual([false]);
  });

  it('are ended on abort, and leave nothing behind', async () => {
    const translator = await translatorThat('exec sleep 600');
    const controller = new AbortController();
    const translating = translator.translate(['text'], { ...pair, signal: controller.signal });
    await until(async () => (await pids()).length === 1);

    controller.abort(new Error('enough'));

    await expect(translating).rejects.toThrow('enough');
    expect((await pids()).map(runs)).toEqual([false]);
  });

  it('are not waited for by those who are cancelled', async () => {
    const translator = await translatorThat('exec sleep 600', { maxPipelines: 1 });
    const [holding, waiting] = [new AbortController(), new AbortController()];
    const first = translator.translate(['one'], { ...pair, signal: holding.signal });
    await until(async () => (await pids()).length === 1);
    const second = translator.translate(['two'], { ...pair, signal: waiting.signal });

    waiting.abort(new Error('cancelled'));

    await expect(second).rejects.toThrow('cancelled');
    holding.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
  });

  it('say that a program of theirs is not installed', async () => {
    await writeFile(join(dataFolder, 'modes/eng-spa.mode'), 'no-such-program x');

    const translating = new ApertiumTranslator({ dataFolder }).translate(['text'], pair);

    await expect(translating).rejects.toMatchObject({ code: 'engine.missing' });
  });

  it('keep no process alive, and end with one that is killed', async () => {
    await translatorThat(echo);
    const source = JSON.stringify(new URL('./apertium-translator.ts', import.meta.url).href);
    const script = (after: string) => `
      const { ApertiumTranslator } = await import(${source});
      const translator = new ApertiumTranslator({ dataFolder: ${JSON.stringify(dataFolder)} });
      await translator.translate(['text'], { from: 'en', to: 'es' });
      ${after}`;
    const start = (after: string) =>
      spawn(process.execPath, [...flags, '--input-type=module', '-e', script(after)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });

    const [code] = await once(start(''), 'exit');
    const killed = start("console.log('ready'); await new Promise((resolve) => setTimeout(resolve, 60_000));");
    await once(killed.stdout, 'data');
    killed.kill('SIGKILL');

    expect(code).toBe(0);
    const started = await pids();
    expect(started).toHaveLength(2);
    await until(() => !started.some(runs));
  });
});
