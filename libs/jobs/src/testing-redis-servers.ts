import { eventually } from '@polyspool/service/testing/eventually';
import type { RedisHost, RedisTopology } from '@polyspool/service/redis-topology';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const host = '127.0.0.1';
const masterName = 'queue';
const run = promisify(execFile);

/** Redis servers of a test's own, to be killed and frozen. They are gone with `close`, and with the test's process. */
export class TestRedisServers {
  readonly #folder = mkdtempSync(join(tmpdir(), 'polyspool-redis-'));
  readonly #processes = new Map<number, ChildProcess>();
  readonly #end = () => this.#endAll();

  constructor() {
    process.on('exit', this.#end);
  }

  async startOne(options: readonly string[] = [], port?: number): Promise<number> {
    const at = port ?? (await freePort());
    const folder = join(this.#folder, String(at));
    mkdirSync(folder, { recursive: true });
    const own = [
      '--port',
      String(at),
      '--bind',
      host,
      '--dir',
      folder,
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
    ];
    await this.#start(at, [...own, ...options], 'Ready to accept connections');
    return at;
  }

  /** A master, two replicas and three Sentinels, two of which must agree. */
  async startSentinels(password: string) {
    const secret = ['--requirepass', password, '--masterauth', password];
    const master = await this.startOne(secret);
    const follow = [...secret, '--replicaof', host, String(master), '--repl-diskless-sync-delay', '0'];
    await Promise.all([this.startOne(follow), this.startOne(follow)]);
    const state = () => command(master, password, 'info', 'replication');
    await eventually(async () => demand((await state()).match(/state=online/g)?.length === 2, 'Both replicas follow'));
    const sentinels = await Promise.all([1, 2, 3].map(() => this.#startSentinel(master, password)));
    await Promise.all(sentinels.map(({ port }) => eventually(() => knowsTheOthers(port))));
    return { master, topology: { sentinels, masterName, password } satisfies RedisTopology };
  }

  /** Three masters, each with a replica. */
  async startCluster(password: string) {
    const nodes = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())];
        const patience = ['--cluster-node-timeout', '1000', '--repl-diskless-sync-delay', '0'];
        return this.startOne([...cluster, ...patience, '--requirepass', password, '--masterauth', password]);
      }),
    );
    const addresses = nodes.map((port) => `${host}:${port}`);
    const [first = 0] = nodes;
    await command(first, password, '--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes');
    const info = () => command(first, password, 'cluster', 'info');
    await eventually(async () => demand((await info()).includes('cluster_state:ok'), 'The Cluster is whole'));
    return {
      topology: { cluster: nodes.slice(0, 3).map((port) => ({ host, port })), password } satisfies RedisTopology,
      ownerOf: async (key: string) => {
        const slot = Number(await command(first, password, 'cluster', 'keyslot', key));
        const rows = (await command(first, password, 'cluster', 'nodes')).split('\n').map((row) => row.split(' '));
        const owner = rows.find((row) => row.slice(8).some((range) => isWithin(slot, range)));
        return Number(/:(\d+)@/.exec(owner?.[1] ?? '')?.[1]);
      },
    };
  }

  signal(port: number, signal: NodeJS.Signals) {
    this.#processes.get(port)?.kill(signal);
  }

  signalAll(signal: NodeJS.Signals) {
    for (const port of this.#processes.keys()) this.signal(port, signal);
  }

  async kill(port: number) {
    const child = this.#processes.get(port);
    this.#processes.delete(port);
    if (child) await killed(child);
  }

  async close() {
    await Promise.all([...this.#processes.keys()].map((port) => this.kill(port)));
    process.off('exit', this.#end);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startSentinel(master: number, password: string): Promise<RedisHost> {
    const port = await freePort();
    const file = join(this.#folder, `sentinel-${port}.conf`);
    const lines = [
      `port ${port}`,
      `bind ${host}`,
      `dir ${this.#folder}`,
      `sentinel monitor ${masterName} ${host} ${master} 2`,
      `sentinel auth-pass ${masterName} ${password}`,
      `sentinel down-after-milliseconds ${masterName} 1500`,
      `sentinel failover-timeout ${masterName} 3000`,
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    await this.#start(port, [file, '--sentinel'], '+monitor');
    return { host, port };
  }

  async #start(port: number, args: readonly string[], isReady: string) {
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#processes.set(port, child);
    const lines = createInterface(child.stdout);
    const said: string[] = [];
    for await (const line of lines) {
      said.push(line);
      if (line.includes(isReady)) return void child.stdout.resume();
    }
    throw new Error(`redis-server ended:\n${said.join('\n')}`);
  }

  #endAll() {
    for (const child of this.#processes.values()) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function killed(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

export async function freePort() {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function command(port: number, password: string, ...words: string[]) {
  const login = password ? ['-a', password, '--no-auth-warning'] : [];
  return (await run('redis-cli', ['-p', String(port), ...login, ...words])).stdout;
}

async function knowsTheOthers(sentinel: number) {
  const words = (await command(sentinel, '', 'sentinel', 'master', masterName)).split('\n');
  const count = (name: string) => Number(words[words.indexOf(name) + 1]);
  demand(count('num-slaves') === 2 && count('num-other-sentinels') === 2, 'The Sentinel knows all others');
}

function demand(isSo: boolean, fact: string) {
  if (!isSo) throw new Error(`Not yet: ${fact}`);
}

function isWithin(slot: number, range: string) {
  const [from = '', to = from] = range.split('-');
  return from !== '' && Number(from) <= slot && slot <= Number(to);
}
