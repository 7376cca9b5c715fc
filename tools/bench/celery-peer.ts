import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stages } from '../start/end-processes.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import { Daemon } from '../faults/daemon.ts';
import { Supervisor } from '../start/supervisor.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { CeleryStack } from './celery-stack.ts';
import { HttpClient } from './http-client.ts';
import { memoryOf } from './memory.ts';
import type { SubmitTarget } from './submit-latency.ts';

const python = '/usr/bin/python3';
const slots = 4;
const count = 30;
const celeryWorker = ['-m', 'celery', '-A', 'tasks', 'worker', '-l', 'warning', `-c${slots}`];

/**
 * FastAPI, Celery and Redis from a folder with `api.py` and `tasks.py`. Two of its APIs run: one whose queue has no worker,
 * so that submitting is measured alone, as on the other side; and one with a worker.
 */
export class CeleryPeer {
  private readonly guard: Guard;
  private readonly supervisor: Supervisor;
  private readonly folder: string;
  private ports = { redis: 0, idleApi: 0, api: 0 };
  private stacks: CeleryStack[] = [];
  readyMs = 0;

  private constructor(folder: string, guard: Guard) {
    this.folder = folder;
    this.guard = guard;
    this.supervisor = new Supervisor(guard, (text) => console.error(text));
  }

  static async start(folder: string, stateFolder: string): Promise<CeleryPeer> {
    const peer = new CeleryPeer(requirePeer(folder), await Guard.start(() => process.kill(process.pid, 'SIGTERM')));
    try {
      await peer.startAll(stateFolder);
      return peer;
    } catch (error) {
      await peer.stop();
      throw error;
    }
  }

  get submitTarget(): SubmitTarget {
    return { url: this.url(this.ports.idleApi), path: '/api/jobs', job: { text: 'x' }, idField: 'task_id' };
  }

  /** The first API with a worker of its own, which may be stopped; it runs until the peer is stopped. */
  async stack(): Promise<CeleryStack> {
    const spec = this.pythonSpec('drainWorker', 0, celeryWorker);
    const worker = new Daemon(spec, this.guard, () => undefined);
    await worker.start();
    const stack = new CeleryStack(this.url(this.ports.idleApi), this.redisUrl(0), worker);
    this.stacks.push(stack);
    return stack;
  }

  /** From the submission until its status says that it makes progress, asked again without a pause. */
  async firstProgressLatencies(): Promise<number[]> {
    const client = new HttpClient(this.url(this.ports.api), 1);
    const latencies: number[] = [];
    try {
      while (latencies.length < count) {
        const submittedAt = performance.now();
        const { body } = await client.post('/api/steps?n=1&pause=0.2');
        await untilState(client, String(body.task_id), 'progress');
        latencies.push(performance.now() - submittedAt);
        await untilState(client, String(body.task_id), 'success');
      }
      return latencies;
    } finally {
      client.close();
    }
  }

  /** Without the second API, which exists for the measurement only. */
  get memory() {
    const { api, worker, redis } = this.supervisor.pids as Record<'api' | 'worker' | 'redis', number>;
    return { api: memoryOf(api), worker: memoryOf(worker), redis: memoryOf(redis) };
  }

  async stop() {
    for (const stack of this.stacks) await stack.close();
    await this.supervisor.stop();
    await this.guard.close();
  }

  private async startAll(stateFolder: string) {
    const startedAt = performance.now();
    this.ports = { redis: await freePort(), idleApi: await freePort(), api: await freePort() };
    await this.startRedis(join(stateFolder, 'peer-redis'));
    await Promise.all([
      this.startPython('api', 1, ['-m', 'uvicorn', 'api:api', ...uvicorn(this.ports.api)]),
      this.startPython('worker', 1, celeryWorker),
    ]);
    await untilReady(this.url(this.ports.api));
    this.readyMs = performance.now() - startedAt;
    await this.startPython('idleApi', 0, ['-m', 'uvicorn', 'api:api', ...uvicorn(this.ports.idleApi)]);
    await untilListening(this.url(this.ports.idleApi));
  }

  private startRedis(folder: string) {
    mkdirSync(folder);
    const durable = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'];
    const args = ['--port', String(this.ports.redis), '--bind', '127.0.0.1', '--dir', folder, ...durable];
    return this.supervisor.start({ ...spec('redis', 'redis-server', args), stage: stages.queue });
  }

  private startPython(name: string, database: number, args: string[]) {
    return this.supervisor.start(this.pythonSpec(name, database, args));
  }

  private pythonSpec(name: string, database: number, args: readonly string[]): ProcessSpec {
    const env = { ...process.env, REDIS_URL: this.redisUrl(database) };
    return { ...spec(name, python, args), options: { cwd: this.folder, env } };
  }

  private redisUrl(database: number) {
    return `redis://127.0.0.1:${this.ports.redis}/${database}`;
  }

  private url(port: number) {
    return `http://127.0.0.1:${port}`;
  }
}

/** Its programs wait for one another by themselves. */
const spec = (name: string, command: string, args: readonly string[]): ProcessSpec => ({
  ...{ name, command, args, stage: stages.service, signal: 'SIGTERM', options: {} },
  onLine: () => undefined,
  tail: () => '',
  isReady: () => Promise.resolve(true),
});

const uvicorn = (port: number) => ['--port', String(port), '--log-level', 'warning'];

function requirePeer(folder: string): string {
  const path = resolve(folder);
  for (const name of ['api.py', 'tasks.py'])
    if (!existsSync(join(path, name))) throw new Error(`${path} has no ${name}.`);
  const { status } = spawnSync(python, ['-c', 'import celery, fastapi, redis, uvicorn'], { stdio: 'ignore' });
  if (status === 0) return path;
  const names = 'python3-celery celery python3-fastapi uvicorn python3-redis';
  throw new Error(
    `The peer needs Debian's packages (or --no-peer):\n\n  apt-get install --no-install-recommends ${names}\n`,
  );
}

async function untilListening(url: string) {
  const ask = () =>
    fetch(`${url}/openapi.json`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await ask())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Ready as soon as a task has been run. */
async function untilReady(url: string) {
  await untilListening(url);
  const client = new HttpClient(url, 1);
  const { body } = await client.post('/api/steps?n=0');
  await untilState(client, String(body.task_id), 'success');
  client.close();
}

async function untilState(client: HttpClient, id: string, state: string) {
  while ((await client.get(`/api/tasks/${id}/status`)).body.state !== state);
}
