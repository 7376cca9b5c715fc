import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcesses, stages } from '../start/end-processes.ts';
import { identify } from '../start/process-table.ts';

/** dockerd, with all that it keeps in one folder. */
export class EngineDaemon {
  private readonly process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.process = process;
  }

  /** Whoever asks holds the lock of `home`: a daemon that still runs there is nobody's. */
  static async start(home: string, env: NodeJS.ProcessEnv): Promise<EngineDaemon> {
    for (const name of ['docker.pid', 'exec/containerd/containerd.pid']) await endLeftover(home, join(home, name));
    const path = join(home, 'daemon.json');
    writeFileSync(path, JSON.stringify(configurationIn(home), undefined, 2));
    const log = openSync(join(home, 'dockerd.log'), 'w');
    // A group of its own: Ctrl-C is for the command, which stops it last.
    const process = spawn('dockerd', ['--config-file', path], { env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    return new EngineDaemon(process);
  }

  get isGone() {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.isGone) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }
}

/** Its run was killed, or it was. A process id is believed only where that process works with this folder. */
async function endLeftover(home: string, pidFile: string) {
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const identity = commandOf(pid).includes(`${home}/`) ? identify(pid) : undefined;
  if (identity) await endProcesses([{ ...identity, name: pidFile, stage: stages.service, signal: 'SIGTERM' }], 15_000);
  rmSync(pidFile, { force: true });
}

function commandOf(pid: number) {
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * Publishes ports through its own proxy and leaves the rules of the machine's firewall alone, so that there is nothing to take
 * back. Containers then do not reach the outside; builds have the network of the machine.
 */
const configurationIn = (home: string) => ({
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
});
