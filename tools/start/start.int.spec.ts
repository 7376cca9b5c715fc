import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { fakeCheckout } from './fake-checkout.ts';
import { descendantsOf, identify, isAlive } from './process-table.ts';
import type { ProcessIdentity } from './process-table.ts';
import type { RunFile } from './run-file.ts';

const entry = join(import.meta.dirname, 'start.ts');
let checkout: ReturnType<typeof fakeCheckout>;
let starters: ChildProcess[];

beforeEach(() => {
  checkout = fakeCheckout();
  starters = [];
});

afterEach(async () => {
  for (const starter of starters)
    if (starter.exitCode === null && starter.signalCode === null) await end(starter, 'SIGTERM');
  await until(() => !existsSync(runFile())); // a guardian removes it last
  checkout.remove();
});

const runFile = () => join(checkout.root, '.polyspool/run.json');
const readRun = () => JSON.parse(readFileSync(runFile(), 'utf8')) as RunFile;

/** A starter that leads a group of its own, like one in a terminal. */
function launch(env: NodeJS.ProcessEnv = {}) {
  const starter = spawn(process.execPath, [entry, '--root', checkout.root], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env: { PATH: process.env.PATH, PORT: '', NO_COLOR: '1', ...env },
  });
  starters.push(starter);
  let output = '';
  for (const stream of [starter.stdout!, starter.stderr!]) stream.on('data', (chunk) => (output += String(chunk)));
  return { starter, output: () => output };
}

async function startReady(env?: NodeJS.ProcessEnv) {
  const launched = launch(env);
  await until(() => launched.output().includes('Ctrl-C stops everything') || launched.starter.exitCode !== null);
  expect(launched.output()).toContain('Polyspool is ready');
  return { ...launched, run: readRun(), everything: everythingOf(launched.starter) };
}

/** The run: services, their engines, the stores and what they forked. */
function everythingOf(starter: ChildProcess): ProcessIdentity[] {
  const all = descendantsOf([identify(starter.pid!)!]);
  expect(all.length).toBeGreaterThan(8);
  return all;
}

async function end(starter: ChildProcess, signal: NodeJS.Signals) {
  const gone = once(starter, 'exit');
  process.kill(starter.pid!, signal);
  await gone;
}

async function until(fact: () => boolean | Promise<boolean>, limitMs = 45_000) {
  const deadline = Date.now() + limitMs;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`did not happen within ${limitMs} ms: ${String(fact)}`);
    await delay(50);
  }
}

describe('npm start', () => {
  it('starts every service that says how, and tells scripts where things are', async () => {
    const { run, output } = await startReady();

    expect(Object.keys(run.pids).sort()).toEqual(['gateway', 'toy-worker']);
    expect(Object.keys(run.storePids).sort()).toEqual(['postgres', 'redis']);
    expect(statSync(runFile()).mode & 0o777).toBe(0o600);
    expect((await fetch(run.gatewayUrl)).status).toBe(200);
    expect(output()).toContain(`${run.consoleUrl}#key=${run.userKey}`);
    expect(output()).toMatch(/toy-worker {4}\| listening engine=\d+ database=false/);
    expect(output()).toMatch(/gateway {7}\| listening engine=\d+ database=true/);
  }, 60_000);

  it('gives its stores a password, durability and no address but loopback', async () => {
    const { run } = await startReady();

    const client = new pg.Client({ connectionString: run.databaseUrl });
    await client.connect();
    const show = async (name: string) =>
      Object.values((await client.query(`show ${name}`)).rows[0] as object)[0] as string;
    const settings = [await show('fsync'), await show('synchronous_commit'), await show('listen_addresses')];
    await client.end();
    expect(settings).toEqual(['on', 'on', '127.0.0.1']);
    const wrong = new pg.Client({ connectionString: run.databaseUrl.replace(/:[^:@]+@/, ':wrong@') });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
    const commandLine = readFileSync(`/proc/${run.storePids.redis}/cmdline`, 'utf8');
    expect(commandLine).not.toContain(new URL(run.redisUrl).password);
  }, 60_000);

  it('takes empty addresses for none, and the HOST of a shell for no business of its services', async () => {
    const { run } = await startReady({ DATABASE_URL: '', REDIS_URL: '', HOST: 'laptop.invalid' });

    expect(Object.keys(run.storePids).sort()).toEqual(['postgres', 'redis']);
    expect(new URL(run.gatewayUrl).hostname).toBe('127.0.0.1');
  }, 60_000);

  it('removes temporary files of a run that was killed', async () => {
    const temporary = join(checkout.root, '.polyspool/tmp');
    const { starter, everything } = await startReady({ TMPDIR: checkout.root });
    const left = readdirSync(temporary);
    await end(starter, 'SIGKILL');
    await until(() => everything.every((one) => !isAlive(one)));
    expect(left).toHaveLength(2);

    await startReady();

    expect(readdirSync(temporary).filter((name) => left.includes(name))).toEqual([]);
  }, 90_000);

  it('starts again what dies, and says so', async () => {
    const { run, output } = await startReady();

    process.kill(run.pids['toy-worker']!, 'SIGKILL');

    await until(() => output().includes('toy-worker is back'));
    expect(output()).toContain('toy-worker was ended by SIGKILL; starting it again in 1 s');
    expect(readRun().pids['toy-worker']).not.toBe(run.pids['toy-worker']);
  }, 60_000);

  it('refuses to run twice in one checkout, and names the process that runs', async () => {
    const { starter } = await startReady();

    const second = launch();
    await once(second.starter, 'close');

    expect(second.starter.exitCode).toBe(1);
    expect(second.output()).toContain(`already runs from this checkout: process ${starter.pid}`);
    expect(readRun().pids).toBeDefined();
  }, 60_000);

  it('explains a service that does not start by its last words, and leaves nothing behind', async () => {
    checkout.write('apps/toy-worker/dist/main.js', 'console.log("no engine here"); process.exit(3);');

    const { starter, output } = launch();
    await once(starter, 'close');

    expect(starter.exitCode).toBe(1);
    expect(output()).toContain('toy-worker ended with code 3\nno engine here');
    expect(existsSync(runFile())).toBe(false);
  }, 60_000);
});

describe('no orphan is left', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s',
    async (signal) => {
      const { starter, everything } = await startReady();

      await end(starter, signal);

      expect(everything.filter(isAlive)).toEqual([]);
      expect(existsSync(runFile())).toBe(false);
    },
    60_000,
  );

  it('by kill -9 of the starter', async () => {
    const { starter, everything } = await startReady();

    await end(starter, 'SIGKILL');

    await until(() => everything.every((one) => !isAlive(one)));
    expect(existsSync(runFile())).toBe(false);
  }, 60_000);

  it('by a crash of the starter', async () => {
    const crash = `data:text/javascript,process.once('SIGUSR2', () => { throw new Error('crash'); })`;
    const { starter, everything, output } = await startReady({ NODE_OPTIONS: `--import=${encodeURI(crash)}` });

    await end(starter, 'SIGUSR2');

    expect(output()).toContain('Error: crash');
    await until(() => everything.every((one) => !isAlive(one)));
  }, 60_000);

  it('by kill -9 of npm, which had started it', async () => {
    const { starter, everything } = await startReady();
    const gone = once(starter, 'exit');

    starter.disconnect();

    await gone;
    expect(everything.filter(isAlive)).toEqual([]);
  }, 60_000);

  it('by kill -9 in the middle of starting', async () => {
    const { starter, output } = launch();
    await until(() => output().includes('starting gateway'));
    const everything = descendantsOf([identify(starter.pid!)!]);

    await end(starter, 'SIGKILL');

    await until(() => everything.every((one) => !isAlive(one)));
  }, 60_000);

  it('by the second start, when starter and guardian were both killed', async () => {
    const { starter, everything, run } = await startReady();
    const guardian = everything.find(({ pid }) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('guardian.ts'),
    )!;
    process.kill(starter.pid!, 'SIGSTOP'); // so that it cannot see its guardian go
    process.kill(guardian.pid, 'SIGKILL');
    await end(starter, 'SIGKILL');
    expect(everything.filter(isAlive).length).toBeGreaterThan(4);

    const second = await startReady();

    const old = new Set([...Object.values(run.pids), ...Object.values(run.storePids)]);
    expect(everything.filter((one) => old.has(one.pid) && isAlive(one))).toEqual([]);
    expect(second.run.userKey).toBe(run.userKey);
  }, 90_000);
});
