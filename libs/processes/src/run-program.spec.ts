import { AppError } from '@polyspool/contracts/errors';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.js';
import { withTemporaryFolder } from './temporary-folder.js';

const shell = (script: string, more: Partial<Parameters<typeof runProgram>[0]> = {}) =>
  runProgram({ command: 'sh', args: ['-c', script], ...more });

const runs = (pid: string) => existsSync(`/proc/${pid.trim()}/cmdline`) && !isZombie(pid);
const isZombie = (pid: string) => !existsSync(`/proc/${pid.trim()}/exe`);

describe('runProgram', () => {
  it('answers what the program wrote', async () => {
    expect(await shell('echo out; echo error >&2')).toEqual({ stdout: 'out\n', stderr: 'error\n' });
  });

  it('gives an environment of PATH, LANG and what is passed', async () => {
    const { stdout } = await runProgram({ command: 'env', args: [], env: { LIBRARY: 'here' } });

    const names = stdout.trim().split('\n');
    expect(names.sort()).toEqual([
      'LANG=C.UTF-8',
      'LIBRARY=here',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ]);
  });

  it('feeds stdin, and an empty one where none is given', async () => {
    expect((await runProgram({ command: 'cat', args: [], stdin: 'grüße' })).stdout).toBe('grüße');
    expect((await runProgram({ command: 'cat', args: [] })).stdout).toBe('');
  });

  it('forgives a program that ends without reading its input', async () => {
    expect(await runProgram({ command: 'true', args: [], stdin: 'x'.repeat(1_000_000) })).toBeDefined();
  });

  it('runs in the folder it is told', async () => {
    expect((await runProgram({ command: 'pwd', args: [], cwd: '/usr' })).stdout).toBe('/usr\n');
  });

  it('hands out lines as they come and keeps none', async () => {
    const lines: string[] = [];

    const { stdout } = await shell('echo one; echo two', { onLine: (line) => lines.push(line) });

    expect(lines).toEqual(['one', 'two']);
    expect(stdout).toBe('');
  });

  it('fails with the end of stderr, and without arguments or environment', async () => {
    const failing = shell('echo it broke >&2; exit 3 # secret-argument', { env: { TOKEN: 'secret-value' } });

    const error = await failing.catch((e: AppError) => e);
    expect(error).toMatchObject({ code: 'process.failed', message: 'sh ended with exit code 3: it broke' });
  });

  it('keeps only the end of a long stderr', async () => {
    const { stderr } = await shell('head -c 300000 /dev/zero >&2; echo end >&2');

    expect(stderr.length).toBe(64 * 1024);
    expect(stderr.endsWith('end\n')).toBe(true);
  });

  it('tells that a program is not installed', async () => {
    const missing = { code: 'process.missing', message: 'no-such-program is not installed' };

    await expect(runProgram({ command: 'no-such-program', args: [] })).rejects.toMatchObject(missing);
    await expect(runProgram({ command: '/opt/no-such-program', args: [] })).rejects.toMatchObject(missing);
  });

  it('ends a program that writes more than allowed', async () => {
    const flood = runProgram({ command: 'yes', args: [], maxOutputBytes: 100_000 });

    await expect(flood).rejects.toMatchObject({
      code: 'process.failed',
      message: 'yes wrote more than 100000 bytes of output',
    });
  });

  it('ends a program whose line is longer than allowed', async () => {
    const flood = shell('cat /dev/zero', { maxOutputBytes: 100_000, onLine: () => undefined });

    await expect(flood).rejects.toMatchObject({ message: 'sh wrote more than 100000 bytes in one line' });
  });

  it('ends the program when a line cannot be handled, and fails with that error', async () => {
    const onLine = () => {
      throw new Error('not a number');
    };

    await expect(shell('echo x; sleep 60', { onLine })).rejects.toThrow('not a number');
  });

  it('ends a program that takes longer than allowed', async () => {
    await expect(runProgram({ command: 'sleep', args: ['60'], timeoutMs: 50 })).rejects.toMatchObject({
      code: 'process.failed',
      message: 'sleep did not end within 50 ms',
    });
  });

  it('sets the limits that are given', async () => {
    const limits = { cpuSeconds: 7, fileSizeBytes: 1024, openFiles: 33, addressSpaceBytes: 512 * 1024 * 1024 };

    const { stdout } = await runProgram({ command: 'cat', args: ['/proc/self/limits'], limits });

    expect(stdout).toMatch(/Max cpu time +7 +7 /);
    expect(stdout).toMatch(/Max file size +1024 +1024 /);
    expect(stdout).toMatch(/Max open files +33 +33 /);
    expect(stdout).toMatch(/Max address space +536870912 +536870912 /);
  });

  it('names the signal of a program that went over its limit', async () => {
    await withTemporaryFolder('spec', async (cwd) => {
      const writing = runProgram({
        command: 'dd',
        args: ['if=/dev/zero', 'of=big', 'bs=4096', 'count=10'],
        cwd,
        limits: { fileSizeBytes: 8192 },
      });

      await expect(writing).rejects.toMatchObject({ message: expect.stringContaining('SIGXFSZ') });
      expect((await readFile(join(cwd, 'big'))).length).toBe(8192);
    });
  });

  it('kills a program with its grandchild on abort and rejects with the reason', async () => {
    const reason = new AppError('job.cancelled', 'Nobody wants it any more');
    const controller = new AbortController();
    const pids: string[] = [];
    const onLine = (pid: string) => {
      expect(runs(pid)).toBe(true);
      pids.push(pid);
      if (pids.length === 2) controller.abort(reason);
    };

    const running = shell('sleep 600 & echo $!; echo $$; wait', { signal: controller.signal, onLine });

    await expect(running).rejects.toBe(reason);
    expect(pids.map(runs)).toEqual([false, false]);
  });

  it('kills what does not listen to TERM after the grace', async () => {
    const controller = new AbortController();
    let pid = '';
    const onLine = (line: string) => {
      pid = line;
      controller.abort(new Error('enough'));
    };
    const stubborn = 'trap "" TERM; echo $$; while true; do sleep 600; done';

    const running = shell(stubborn, { signal: controller.signal, graceMs: 50, onLine });

    await expect(running).rejects.toThrow('enough');
    expect(runs(pid)).toBe(false);
  });

  it('starts nothing when the signal is aborted already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));

    await expect(runProgram({ command: 'no-such-program', args: [], signal })).rejects.toThrow('too late');
  });

  it('leaves no grandchild behind a program that succeeds', async () => {
    const { stdout } = await shell('sleep 600 & echo $!');

    expect(runs(stdout)).toBe(false);
  });

  it('does not wait for one that left the group and holds the output', async () => {
    await withTemporaryFolder('spec', async (cwd) => {
      const escape = `setsid sh -c 'echo $$; touch left; exec sleep 600' & until [ -e left ]; do sleep 0.01; done`;

      const { stdout } = await shell(escape, { cwd });

      expect(runs(stdout)).toBe(true);
      process.kill(Number(stdout), 'SIGKILL');
    });
  });
});
