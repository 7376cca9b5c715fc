import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const module = JSON.stringify(new URL('./install-as-root.mjs', import.meta.url).href);
const run = `import { installAsRoot } from ${module};
await installAsRoot(['ffmpeg'], process.argv[1]).catch((error) => {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
});`;

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'polyspool-machine-'));
  for (const folder of ['usr/sbin', 'etc', 'bin']) mkdirSync(join(machine, folder), { recursive: true });
});

afterEach(() => rmSync(machine, { recursive: true }));

const at = (path: string) => join(machine, path);
const policy = () => at('usr/sbin/policy-rc.d');
const cluster = () => at('etc/postgresql-common/createcluster.d/polyspool.conf');
const calls = () => (existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8') : '');

/** With a stand-in for apt-get, which writes down how it was called and then does `script`. */
function install(script: string) {
  const program = `#!/bin/sh\necho "$@" >> ${at('calls')}\n${script}\n`;
  writeFileSync(at('bin/new'), program, { mode: 0o755 });
  renameSync(at('bin/new'), at('bin/apt-get')); // a shell may still read the one before
  const setup = spawn(process.execPath, ['--input-type=module', '-e', run, machine], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: `${at('bin')}:${process.env.PATH}` },
  });
  let said = '';
  setup.stderr.on('data', (text) => (said += String(text)));
  return { setup, said: () => said };
}

async function until(fact: () => boolean) {
  const deadline = Date.now() + 10_000;
  while (!fact()) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${String(fact)}`);
    await delay(10);
  }
}

/** Waits for a signal as apt-get does: it ends in its own time. */
const slowly = `trap 'sleep 0.2; echo ended >> "$0.log"; exit 100' INT; touch "$0.waits"; while :; do sleep 0.05; done`;

describe('the installation of system packages', () => {
  it('lets no package start a service or make a cluster while it lasts', async () => {
    const { setup } = install(`cp ${policy()} ${cluster()} ${at('bin')}; test -x ${policy()}`);

    expect(await once(setup, 'exit')).toEqual([0, null]);

    expect(calls()).toMatch(/^update -q\ninstall -y .* ffmpeg\n$/);
    expect(readFileSync(at('bin/policy-rc.d'), 'utf8')).toMatch(/^#!\/bin\/sh\n#.*\nexit 101\n$/);
    expect(readFileSync(at('bin/polyspool.conf'), 'utf8')).toMatch(/^create_main_cluster = false$/m);
    expect([policy(), cluster(), at('etc/postgresql-common')].filter((path) => existsSync(path))).toEqual([]);
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('lets apt-get end at %s, begins nothing else and takes its files back', async (signal, code) => {
    const { setup, said } = install(slowly);
    await until(() => existsSync(at('bin/apt-get.waits')));

    setup.kill(signal);

    expect(await once(setup, 'exit')).toEqual([code, null]);
    expect(readFileSync(at('bin/apt-get.log'), 'utf8')).toBe('ended\n');
    expect(calls()).toBe('update -q\n');
    expect([policy(), cluster()].filter((path) => existsSync(path))).toEqual([]);
    expect(said()).toContain(`Interrupted by ${signal}`);
  });

  it('removes what an installation that was killed has left', async () => {
    const killed = install(`echo $$ > ${at('pid')}; exec sleep 600`);
    await until(() => existsSync(at('pid')) && readFileSync(at('pid'), 'utf8') !== '');
    killed.setup.kill('SIGKILL');
    await once(killed.setup, 'exit');
    process.kill(Number(readFileSync(at('pid'), 'utf8')), 'SIGKILL');
    expect([policy(), cluster()].filter((path) => existsSync(path))).toHaveLength(2);

    const { setup } = install('exit 0');

    expect(await once(setup, 'exit')).toEqual([0, null]);
    expect([policy(), cluster()].filter((path) => existsSync(path))).toEqual([]);
  });

  it('leaves the policy of somebody else alone', async () => {
    const own = '#!/bin/sh\nexit 0\n';
    writeFileSync(policy(), own);

    const { setup } = install('exit 100');

    expect((await once(setup, 'exit'))[0]).toBe(1);
    expect(readFileSync(policy(), 'utf8')).toBe(own);
  });

  it('leaves the policy of an installation that runs alone', async () => {
    const first = install(slowly);
    await until(() => existsSync(at('bin/apt-get.waits'))); // its stand-in runs, and may be replaced
    const text = readFileSync(policy(), 'utf8');

    await once(install('exit 100').setup, 'exit');

    expect(readFileSync(policy(), 'utf8')).toBe(text);
    first.setup.kill('SIGTERM');
    await once(first.setup, 'exit');
    expect(existsSync(policy())).toBe(false);
  });
});
