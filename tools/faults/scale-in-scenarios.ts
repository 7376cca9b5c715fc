import type { Daemon } from './daemon.ts';
import type { AcceptedJob } from './load-client.ts';
import type { Scenario } from './scenario.ts';
import { countSteps, type StepLine, stepLinesOf } from './step-account.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

/** What comes: so many long jobs, each of so many steps. */
interface LongJobs {
  readonly steps: number;
  readonly stepMs: number;
  readonly graceSeconds: number;
  /** Where the grace is longer than a step, none is begun twice. */
  readonly keepsAll: boolean;
}

const jobs = 50;

/** Five workers are one after the other asked to end, as an autoscaler does, until one is left. */
export const scaleInScenarios: readonly Scenario[] = [
  scaleIn('scale-in', '5 workers to 1 in 50 long jobs', {
    steps: 12,
    stepMs: 1_000,
    graceSeconds: 5,
    keepsAll: true,
  }),
  scaleIn('scale-in-hurried', '5 workers to 1, grace < a step', {
    steps: 4,
    stepMs: 4_000,
    graceSeconds: 2,
    keepsAll: false,
  }),
];

function scaleIn(name: string, title: string, long: LongJobs): Scenario {
  const ended = new Map<Stage, readonly AcceptedJob[]>();
  const settings = { SHUTDOWN_GRACE_S: String(long.graceSeconds), QUEUE_SYSTEM_CONCURRENCY: '8' };
  return {
    name,
    title,
    workerSettings: settings,
    prepare: async ({ system }) => {
      await Promise.all(system.reserve.map((worker) => worker.start(settings)));
      return undefined;
    },
    strike: async (stage) => {
      ended.set(stage, await submitLong(stage, long));
      const [staying, ...leaving] = [...stage.system.workers, ...stage.system.reserve];
      await until('all workers have steps behind them', () => leaving.every(hasKeptSteps), { limitMs: 60_000 });
      const seconds: number[] = [];
      for (const worker of leaving) seconds.push(await endOf(stage, worker, long));
      stage.note(`ended within ${seconds.map((one) => one.toFixed(1)).join(', ')} s`);
      stage.expect('one worker is left', staying!.isRunning);
    },
    judge: (stage) => judge(stage, ended.get(stage)!, long),
    restore: async ({ system }) => {
      await Promise.all(system.reserve.map((worker) => worker.stop()));
    },
  };
}

const submitLong = ({ client, plan }: Stage, { steps, stepMs }: LongJobs) =>
  Promise.all(
    Array.from({ length: jobs }, (_, index) =>
      client.submit({
        key: `${plan[0]!.key}-long-${index}`,
        user: index % 4,
        type: 'system.debug',
        input: { steps, waitMs: stepMs },
        outcome: 'succeeded',
      }),
    ),
  );

const hasKeptSteps = ({ lines }: Daemon) => lines.some((line) => line.includes('Debug step is done'));

async function endOf(stage: Stage, worker: Daemon, { graceSeconds }: LongJobs): Promise<number> {
  const askedAt = performance.now();
  const code = await worker.end('SIGTERM');
  const seconds = (performance.now() - askedAt) / 1_000;
  stage.expect(`${worker.name} ended with 0, not ${code}`, code === 0);
  // What is given back, and closing, come after the grace.
  stage.expect(`${worker.name} ended within its time, not ${seconds.toFixed(1)} s`, seconds < graceSeconds + 4);
  return seconds;
}

async function judge(stage: Stage, long: readonly AcceptedJob[], { steps, stepMs, keepsAll }: LongJobs) {
  const { workers, reserve } = stage.system;
  const lines = [...workers, ...reserve].flatMap((worker) => stepLinesOf(worker.lines));
  const ids = new Set(long.map(({ id }) => id));
  const account = countSteps(
    lines.filter(({ jobId }: StepLine) => ids.has(jobId)),
    long.length * steps,
  );
  const { handedOver, begunAgain, doneAgain, lostMs } = account;
  const share = (100 * lostMs) / (long.length * steps * stepMs);
  stage.note(
    `${long.length} long jobs, ${handedOver} handed over, ${begunAgain} steps of ${long.length * steps} begun again, ` +
      `${(lostMs / 1_000).toFixed(1)} s lost (${share.toFixed(1)} %)`,
  );
  stage.expect('jobs were handed over', handedOver > 0);
  if (keepsAll) stage.expect(`no step was begun again, not ${begunAgain}`, begunAgain === 0);
  stage.expect(`no step that was done was done again, not ${doneAgain}`, doneAgain === 0);
  const spent = await stage.count(`attempts > 1 AND id = ANY('{${[...ids].join()}}')`);
  stage.expect(`no long job has spent an attempt, not ${spent}`, spent === 0);
  stage.expect('no job was taken from its worker', (await stage.events('stalled')) === 0);
}
