import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasDocker } from '../setup/system-packages.mjs';
import { AlreadyHeld, hashOf, holdLock } from '../start/run-lock.ts';
import { EngineDaemon } from './engine-daemon.ts';
import { makeWhole } from './make-whole.ts';
import { type RunOptions, runToEnd } from './run-to-end.ts';

const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'polyspool/docker');
/** The engine of Debian 13 runs on Debian 12, too; its runc does not, so that one is the machine's own. */
const suite = 'trixie';
const packages = ['docker.io', 'docker-cli', 'containerd', 'docker-buildx', 'docker-compose'];
const readyWithinMs = 30_000;

/** The engine of this machine; where there is none, one out of Debian's packages in a folder of its own, until `stop`. */
export class DockerEngine {
  private readonly env: NodeJS.ProcessEnv;
  private readonly daemon: EngineDaemon | undefined;

  private constructor(env: NodeJS.ProcessEnv, daemon?: EngineDaemon) {
    this.env = env;
    this.daemon = daemon;
  }

  static async provide(): Promise<DockerEngine> {
    if (hasDocker()) return new DockerEngine(process.env);
    if (process.getuid?.() !== 0)
      throw new Error('Docker is not installed, and without root none of our own can be started.');
    await holdHome();
    await unpack();
    const env = {
      ...process.env,
      PATH: `${join(home, 'root/usr/bin')}:${join(home, 'root/usr/sbin')}:${process.env.PATH}`,
      DOCKER_HOST: `unix://${join(home, 'docker.sock')}`,
      DOCKER_CONFIG: join(home, 'config'),
    };
    const daemon = await EngineDaemon.start(home, env);
    const engine = new DockerEngine(env, daemon);
    await engine.untilReady(daemon);
    return engine;
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<string> {
    return runToEnd('docker', args, { ...options, env: { ...this.env, ...options.env } });
  }

  /** Leaves what it has built for the next time, and no process, network or rule. */
  async stop() {
    if (!this.daemon || this.daemon.isGone) return;
    try {
      await this.run(['network', 'prune', '--force']);
    } finally {
      await this.daemon.stop();
    }
  }

  private async untilReady(daemon: EngineDaemon) {
    const isReady = () =>
      this.run(['info']).then(
        () => true,
        () => false,
      );
    for (const deadline = Date.now() + readyWithinMs; !(await isReady()); await delay(100)) {
      if (!daemon.isGone && Date.now() < deadline) continue;
      await daemon.stop();
      throw new Error(`dockerd did not start: ${join(home, 'dockerd.log')}`);
    }
  }
}

/** One at a time: what another run has left behind there may be ended. */
async function holdHome() {
  await holdLock(`docker-${hashOf(home)}`).catch((error: unknown) => {
    if (error instanceof AlreadyHeld) throw new Error(`Process ${error.pid} works with the engine in ${home}.`);
    throw error;
  });
}

/** Without root's package list and without its installation: nothing of the system changes. */
async function unpack() {
  const root = join(home, 'root');
  await makeWhole(root, unpackPackages);
  await makeWhole(join(home, 'config/cli-plugins'), (plugins) => {
    cpSync(join(root, 'usr/libexec/docker/cli-plugins'), plugins, { recursive: true, dereference: true });
    for (const name of readdirSync(plugins)) chmodSync(join(plugins, name), 0o755);
  });
}

async function unpackPackages(folder: string) {
  console.log(`Unpacking Docker Engine of Debian ${suite} into ${home} ...`);
  const archives = join(home, 'archives');
  rmSync(archives, { recursive: true, force: true }); // of a run that was killed
  for (const path of [archives, join(home, 'lists/partial'), join(home, 'cache/archives/partial')])
    mkdirSync(path, { recursive: true });
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
  await runToEnd('apt-get', [...settings, 'update']);
  await runToEnd('apt-get', [...settings, 'download', ...packages], { cwd: archives });
  for (const name of readdirSync(archives)) await runToEnd('dpkg-deb', ['-x', join(archives, name), folder]);
  rmSync(archives, { recursive: true });
}

/** The machine's own, which may be nearer than Debian's. */
export function debianMirror(): string {
  const path = '/etc/apt/sources.list.d/debian.sources';
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return /^URIs: (\S+)$/m.exec(text)?.[1] ?? 'http://deb.debian.org/debian';
}
