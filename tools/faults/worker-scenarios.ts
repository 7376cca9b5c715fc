import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Daemon } from './daemon.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

export const workerScenarios: readonly Scenario[] = [
  {
    name: 'worker-kill',
    title: 'worker kill -9',
    isShort: true,
    strike: async ({ system }) => {
      await system.workers[0].end('SIGKILL');
      await system.workers[0].start();
    },
  },
  {
    name: 'worker-term',
    title: 'worker SIGTERM',
    strike: async (stage) => {
      const code = await stage.system.workers[0].end('SIGTERM');
      await stage.system.workers[0].start();
      stage.expect(`the worker ended with 0, not ${code}`, code === 0);
    },
    judge: async (stage) => stage.expect('no job was taken from its worker', (await stage.events('stalled')) === 0),
  },
  {
    name: 'worker-freeze',
    title: 'worker SIGSTOP past its lock',
    isShort: true,
    strike: async (stage) => {
      stage.system.workers[0].signal('SIGSTOP');
      await stage.takenOver();
      stage.system.workers[0].signal('SIGCONT');
    },
    restore: ({ system }) => system.workers[0].signal('SIGCONT'),
  },
  {
    name: 'network-cut',
    title: 'network cut between a worker and Redis',
    strike: async (stage) => {
      stage.system.networks.workers.cut();
      await stage.takenOver();
      stage.system.networks.workers.heal();
    },
    restore: ({ system }) => system.networks.workers.heal(),
  },
  { name: 'poison', title: 'job that kills its worker each time', strike: poison },
  {
    name: 'clock-jump',
    title: 'clock of a worker a minute fast, then slow',
    prepare: async ({ system }) => {
      setClock(system.folder, 0);
      const module = pathToFileURL(join(import.meta.dirname, 'skewed-clock.ts')).href;
      await system.workers[0].stop();
      await system.workers[0].start({
        NODE_OPTIONS: `--import ${module}`,
        CLOCK_OFFSET_FILE: clockFile(system.folder),
      });
      return undefined;
    },
    strike: async (stage) => {
      // Not more: a failed attempt waits until its worker's clock says so.
      for (const minutes of [1, -1, 0]) {
        setClock(stage.system.folder, minutes);
        await stage.moreEnded(Math.ceil(stage.plan.length / 10));
      }
    },
    restore: async ({ system }) => {
      await system.workers[0].stop();
    },
  },
];

const clockFile = (folder: string) => join(folder, 'clock-offset-ms');
const setClock = (folder: string, minutes: number) => writeFileSync(clockFile(folder), String(minutes * 60_000));

/** Whichever process takes it up is killed; only the engine's own limit ends that. */
async function poison(stage: Stage) {
  const { client, system } = stage;
  const input = { waitMs: 20_000 };
  const planned = {
    key: `${stage.plan[0]!.key}-poison`,
    user: 0,
    type: 'system.debug',
    input,
    outcome: 'failed',
  } as const;
  const heard = new Map<Daemon, number>(system.workers.map((worker) => [worker, worker.lines.length]));
  const { id } = await client.submit(planned);
  let kills = 0;
  const isOver = async () => {
    const holder = system.workers.find((worker) => hasStarted(worker, heard.get(worker)!, id));
    if (holder) {
      kills += 1;
      await holder.end('SIGKILL');
      heard.set(holder, holder.lines.length);
      await holder.start();
    }
    const { status, body } = await client.ask('GET', `/v1/jobs/${id}`, 0);
    return status === 200 && body['finishedAt'] ? body : undefined;
  };
  const { status, error } = await until('the poison job has ended', isOver, { limitMs: 180_000, everyMs: 50 });
  const { code } = error as { code: string };
  stage.note(`${kills} workers killed by it`);
  stage.expect(`it failed as job.poison, not ${String(status)} ${code}`, code === 'job.poison');
}

const hasStarted = (worker: Daemon, from: number, jobId: string) =>
  worker.lines.slice(from).some((line) => line.includes('"Job started"') && line.includes(jobId));
