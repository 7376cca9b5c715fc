import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasDocker } from '../setup/system-packages.mjs';
import { run, type RunOptions } from './run.ts';

const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'polyspool/docker');
/** The engine of Debian 13 runs on Debian 12, too; its runc does not, so that one is the machine's own. */
const suite = 'trixie';
const packages = ['docker.io', 'docker-cli', 'containerd', 'docker-buildx', 'docker-compose'];
const readyWithinMs = 30_000;

/** The engine of this machine; where there is none, one out of Debian's packages in a folder of its own, until `stop`. */
export class DockerEngine {
  private readonly env: NodeJS.ProcessEnv;
  private readonly daemon: ChildProcess | undefined;

  private constructor(env: NodeJS.ProcessEnv, daemon?: ChildProcess) {
    this.env = env;
    this.daemon = daemon;
  }

  static async provide(): Promise<DockerEngine> {
    if (hasDocker()) return new DockerEngine(process.env);
    if (process.getuid?.() !== 0)
      throw new Error('Docker is not installed, and without root none of our own can be started.');
    await unpack();
    const env = {
      ...process.env,
      PATH: `${join(home, 'root/usr/bin')}:${join(home, 'root/usr/sbin')}:${process.env.PATH}`,
      DOCKER_HOST: `unix://${join(home, 'docker.sock')}`,
      DOCKER_CONFIG: join(home, 'config'),
    };
    const engine = new DockerEngine(env, startDaemon(env));
    await engine.untilReady();
    return engine;
  }

  get isOurs() {
    return this.daemon !== undefined;
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<string> {
    return run('docker', args, { ...options, env: { ...this.env, ...options.env } });
  }

  /** Leaves what it has built for the next time, and no process, network or rule. */
  async stop() {
    if (!this.daemon || this.daemon.exitCode !== null) return;
    await this.run(['network', 'prune', '--force']);
    this.daemon.kill('SIGTERM');
    await once(this.daemon, 'exit');
  }

  private async untilReady() {
    for (const deadline = Date.now() + readyWithinMs; ; await delay(100)) {
      if (
        await this.run(['info']).then(
          () => true,
          () => false,
        )
      )
        return;
      const isGone = this.daemon?.exitCode !== null;
      if (isGone || Date.now() > deadline) throw new Error(`dockerd did not start: ${join(home, 'dockerd.log')}`);
    }
  }
}

/** Without root's package list and without its installation: nothing of the system changes. */
async function unpack() {
  const plugins = join(home, 'config/cli-plugins');
  if (existsSync(plugins)) return;
  console.log(`Unpacking Docker Engine of Debian ${suite} into ${home} ...`);
  for (const folder of ['lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(join(home, folder), { recursive: true });
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(join(home, 'sources.list'), `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${home}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${home}/lists`,
    `Dir::Cache=${home}/cache`,
    'Dir::State::status=/dev/null',
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting]);
  await run('apt-get', [...settings, 'update']);
  await run('apt-get', [...settings, 'download', ...packages], { cwd: home });
  for (const name of readdirSync(home).filter((one) => one.endsWith('.deb'))) {
    await run('dpkg-deb', ['-x', join(home, name), join(home, 'root')]);
    rmSync(join(home, name));
  }
  mkdirSync(join(home, 'config'), { recursive: true });
  cpSync(join(home, 'root/usr/libexec/docker/cli-plugins'), plugins, { recursive: true, dereference: true });
  for (const name of readdirSync(plugins)) chmodSync(join(plugins, name), 0o755);
}

/** The machine's own, which may be nearer than Debian's. */
export function debianMirror(): string {
  const path = '/etc/apt/sources.list.d/debian.sources';
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return /^URIs: (\S+)$/m.exec(text)?.[1] ?? 'http://deb.debian.org/debian';
}

/**
 * Publishes ports through its own proxy and leaves the rules of the machine's firewall alone, so that there is nothing to take
 * back. Containers then do not reach the outside; builds have the network of the machine.
 */
function startDaemon(env: NodeJS.ProcessEnv) {
  const configuration = {
    'data-root': join(home, 'data'),
    'exec-root': join(home, 'exec'),
    pidfile: join(home, 'docker.pid'),
    hosts: [`unix://${join(home, 'docker.sock')}`],
    bridge: 'none',
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'ip-masq': false,
    // A container may not raise its limits where the machine itself may not.
    'default-ulimits': Object.fromEntries(
      ['nofile', 'nproc'].map((Name) => [Name, { Name, Soft: 16_384, Hard: 16_384 }]),
    ),
  };
  writeFileSync(join(home, 'daemon.json'), JSON.stringify(configuration, undefined, 2));
  rmSync(join(home, 'docker.pid'), { force: true });
  const log = openSync(join(home, 'dockerd.log'), 'w');
  // A group of its own: Ctrl-C is for the command, which stops it last.
  return spawn('dockerd', ['--config-file', join(home, 'daemon.json')], {
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
}
