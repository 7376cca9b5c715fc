import { existsSync } from 'node:fs';
import { ProcessScope } from './process-scope.js';
import { runProgram } from './run-program.js';

const python = (script: string) => runProgram({ command: 'python3', args: ['-c', script] });
const shell = (script: string, onLine?: (line: string) => void) =>
  runProgram({ command: 'sh', args: ['-c', script], ...(onLine && { onLine }) });

const megabytes = 1024 * 1024;
/** Seconds of one processor, in the program itself and in a child that it waits for. */
const burn = (seconds: number) => `import time\nwhile time.process_time() < ${seconds}: pass\n`;

describe('a process scope', () => {
  it('adds up the CPU seconds of all programs, short ones and their children too', async () => {
    const scope = new ProcessScope();

    await scope.run(async () => {
      await Promise.all([python(burn(0.5)), python(`import os\nif os.fork(): os.wait()\nelse:\n ${burnChild}`)]);
      await python(burn(0.3));
    });

    // Starting Python takes some too, more on a busy machine.
    expect(scope.usage!.cpuSeconds).toBeGreaterThan(1.15);
    expect(scope.usage!.cpuSeconds).toBeLessThan(2.5);
  });

  it('tells the most memory that programs held at once', async () => {
    const scope = new ProcessScope();
    const hold = `import sys, time\nheld = b'x' * ${80 * megabytes}\ntime.sleep(1.5)`;

    await scope.run(() => Promise.all([python(hold), python(hold)]));

    expect(scope.usage!.peakRssBytes).toBeGreaterThan(160 * megabytes);
    expect(scope.usage!.peakRssBytes).toBeLessThan(260 * megabytes);
  });

  it('measures a long program while short ones come and go beside it', async () => {
    const [long, short] = [new ProcessScope(), new ProcessScope()];
    const isOver = new AbortController();
    const passers = [1, 2, 3].map(() =>
      short.run(async () => {
        while (!isOver.signal.aborted) await shell('true');
      }),
    );
    let lines = 0;
    const script = `held = b'x' * ${80 * megabytes}\nfor _ in range(15): import time; time.sleep(0.1)\nprint('held', flush=True)\ntime.sleep(60)`;
    const held = long.run(() =>
      runProgram({ command: 'python3', args: ['-c', script], onLine: () => lines++, signal: isOver.signal }),
    );
    while (!lines) await new Promise((look) => setTimeout(look, 20));
    const { peakRssBytes } = long.usage!;
    isOver.abort(new Error('Seen enough'));
    await Promise.allSettled([held, ...passers]);

    expect(peakRssBytes).toBeGreaterThan(80 * megabytes);
  });

  it('measures only what was started within it, and nothing where nothing was', async () => {
    const [busy, idle] = [new ProcessScope(), new ProcessScope()];

    await Promise.all([
      busy.run(() => python(burn(0.3))),
      idle.run(async () => undefined),
      python('pass'), // in no scope at all
    ]);

    expect(busy.usage!.cpuSeconds).toBeGreaterThan(0.25);
    expect(idle.usage).toBeUndefined();
  });

  it('hears whatever a program writes', async () => {
    let heard = 0;
    const scope = new ProcessScope(() => heard++);

    await scope.run(() => shell('echo out'));
    const afterOutput = heard;
    await scope.run(() => shell('echo error >&2'));

    expect(afterOutput).toBe(1);
    expect(heard).toBe(2);
  });

  it('ends every group when it is closed, those that ignore TERM too, and lets nothing start again', async () => {
    const scope = new ProcessScope();
    const pids: string[] = [];
    const endings = scope.run(() => [
      startAndTell('echo $$; exec sleep 60', pids),
      startAndTell('trap "" TERM; echo $$; sleep 60 & wait; sleep 60', pids),
    ]);
    await Promise.all(endings.map(({ started }) => started));

    const closedAt = performance.now();
    await scope.close(new Error('Over'));

    expect(performance.now() - closedAt).toBeLessThan(2_000);
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    await expect(scope.run(() => shell('true'))).rejects.toThrow('Over');
    expect(await Promise.all(endings.map(({ failure }) => failure))).toEqual(['process.failed', 'process.failed']);
  });
});

const burnChild = burn(0.4).trimEnd().split('\n').join('\n ');

function startAndTell(script: string, pids: string[]) {
  let tell: () => void;
  const started = new Promise<void>((resolve) => (tell = resolve));
  const run = shell(script, (pid) => {
    pids.push(pid);
    tell();
  });
  const failure = run.then(
    () => 'none',
    (error: unknown) => (error as { code: string }).code,
  );
  return { started, failure };
}
