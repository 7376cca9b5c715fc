import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stages } from './end-processes.ts';
import { Guard } from './guard.ts';
import { Supervisor } from './supervisor.ts';
import type { ProcessSpec } from './supervisor.ts';

const patience = { readyWithinMs: 300, shortestBackoffMs: 10 };

let folder: string;
let guard: Guard;
let said: string[];
let onChange: () => void;
let supervisor: Supervisor;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'polyspool-supervisor-'));
  guard = await Guard.start(() => undefined);
  said = [];
  onChange = () => undefined;
  supervisor = new Supervisor(
    guard,
    (text) => said.push(text),
    () => onChange(),
    patience,
  );
});

afterEach(async () => {
  await supervisor.stop();
  await guard.close();
  rmSync(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);
const launches = () => readFileSync(at('launches'), 'utf8').split('\n').filter(Boolean).map(Number);

/** Lives until it is ended. It is ready where and when the test says so. */
const worker = (isReady: ProcessSpec['isReady']): ProcessSpec => ({
  name: 'worker',
  stage: stages.service,
  signal: 'SIGTERM',
  command: '/bin/sh',
  args: ['-c', `echo $$ >> ${at('launches')}; exec sleep 600`],
  options: { cwd: folder, env: { PATH: process.env.PATH } },
  onLine: () => undefined,
  tail: () => '',
  isReady,
});

async function until(fact: () => boolean) {
  const deadline = Date.now() + 10_000;
  while (!fact()) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${String(fact)}\n${said.join('\n')}`);
    await delay(10);
  }
}

describe('Supervisor', () => {
  it('waits for a process that it has started again and that is alive but not ready, and starts no second one', async () => {
    writeFileSync(at('ready'), '');
    await supervisor.start(worker(async () => existsSync(at('ready')) && existsSync(at('launches'))));
    rmSync(at('ready'));

    process.kill(supervisor.pids.worker!, 'SIGKILL');
    await until(() => said.some((text) => text.includes('not ready')) && launches().length > 1);
    writeFileSync(at('ready'), '');
    await until(() => said.includes('worker is back'));

    expect(said).toContain('worker was not ready within 0.3 s; waiting, as it runs');
    expect(launches()).toHaveLength(2);
    expect(supervisor.pids).toEqual({ worker: launches()[1] });
  });

  it('says why it cannot tell whether a process is ready, and asks again', async () => {
    let isBroken = false;
    await supervisor.start(
      worker(async () => {
        if (isBroken) throw new Error('wrong password');
        return true;
      }),
    );
    isBroken = true;

    process.kill(supervisor.pids.worker!, 'SIGKILL');
    await until(() => said.includes('worker cannot be asked whether it is ready: wrong password'));
    isBroken = false;

    await until(() => said.includes('worker is back'));
    expect(said.filter((text) => text.includes('wrong password'))).toHaveLength(1);
  });

  it('goes on when the new process id cannot be written down', async () => {
    await supervisor.start(worker(async () => existsSync(at('launches'))));
    onChange = () => {
      throw new Error('disk full');
    };

    process.kill(supervisor.pids.worker!, 'SIGKILL');

    await until(() => said.includes('worker is back'));
    expect(said).toContain('the new process ids are not written down: disk full');
  });

  it.each([
    ['that is not there', { command: '/absent' }],
    ['that no process can be given', { args: ['nul\0'] }],
  ])('tries again after a command %s', async (_, broken) => {
    const spec = worker(async () => existsSync(at('launches')));
    const { ...whole } = spec;
    await supervisor.start(spec);
    Object.assign(spec, broken);

    process.kill(supervisor.pids.worker!, 'SIGKILL');
    await until(() => said.some((text) => text.includes('could not be started')));
    Object.assign(spec, whole);

    await until(() => said.includes('worker is back'));
  });
});
