import { sumOf } from './account.ts';
import type { Account } from './account.ts';
import type { FaultSystem } from './fault-system.ts';
import { accountForFiles } from './file-account.ts';
import { accountForAnswers } from './http-account.ts';
import { accountForJobs } from './job-account.ts';
import { logsOf } from './job-log.ts';
import { LoadClient } from './load-client.ts';
import { planLoad } from './load-plan.ts';
import { accountForMachine } from './machine-account.ts';
import { accountForQueues } from './queue-account.ts';
import type { Scenario } from './scenario.ts';
import { seededRandom } from './seeded-random.ts';
import { Stage } from './stage.ts';
import { until } from './until.ts';
import { watchJobs } from './watch-jobs.ts';

export interface Outcome {
  readonly scenario: Scenario;
  readonly account: Account;
  readonly recoverySeconds?: number | undefined;
  readonly seconds: number;
  /** Why it could not be done on this machine. */
  readonly skipped?: string | undefined;
}

export interface RunOptions {
  readonly jobs: number;
  readonly seed: number;
}

const usual = { shortestMs: 0, longestMs: 700, cancelledPercent: 8 };
const usualPerSecond = 40;
/** Nothing has ended for so long: it never will. */
const standstillMs = 90_000;

export async function runScenario(system: FaultSystem, scenario: Scenario, options: RunOptions): Promise<Outcome> {
  const startedAt = performance.now();
  const stage = await setUp(system, scenario, options);
  const done = (account: Account, rest: Partial<Outcome> = {}): Outcome => {
    const seconds = (performance.now() - startedAt) / 1_000;
    return { scenario, account, seconds, ...rest };
  };
  try {
    const skipped = await scenario.prepare?.(stage);
    if (skipped) return done(sumOf(0, []), { skipped });
    const broken = await underLoad(stage, scenario);
    const account = await accountFor(stage, scenario, broken);
    return done(account, { recoverySeconds: await stage.recoverySeconds() });
  } finally {
    await scenario.restore?.(stage);
    await settle(system, scenario);
  }
}

async function setUp(system: FaultSystem, scenario: Scenario, { jobs, seed }: RunOptions) {
  const { workerSettings, jobStatusSettings, shape } = scenario;
  if (workerSettings) await restart(system.workers, workerSettings);
  if (jobStatusSettings) await restart([system.jobStatuses[0]], jobStatusSettings);
  const users = Math.max(4, Math.ceil(jobs / 50)); // each may have 200 open
  const people = await system.people(users);
  const plan = planLoad({ name: scenario.name, jobs, users, ...usual, ...shape }, seededRandom(seed));
  return new Stage(system, people, new LoadClient(system.gatewayUrls, people.keys), plan);
}

/** Answers what went wrong on the way. */
async function underLoad(stage: Stage, scenario: Scenario): Promise<string[]> {
  const { client, plan } = stage;
  const over = new AbortController();
  const watch = watchJobs(client, over.signal);
  const faultOf = (work: Promise<unknown> | undefined, name: string) =>
    (work ?? Promise.resolve()).then(
      () => [],
      (error: Error) => [`${name}: ${error.message}`],
    );
  const load = faultOf(client.run(plan, scenario.perSecond ?? usualPerSecond), 'load');
  const struck = faultOf(strike(stage, scenario), 'fault');
  const faults = [...(await struck), ...(await load), ...(await faultOf(allEnded(stage), 'end'))];
  const judged = await faultOf(scenario.judge?.(stage), 'judgement');
  over.abort();
  return [...faults, ...judged, ...(await watch)];
}

/** In the middle of the load, while jobs run. */
async function strike(stage: Stage, scenario: Scenario) {
  await stage.moreAccepted(Math.floor(stage.plan.length / 2));
  await until('jobs run', async () => (await stage.count(`status = 'running'`)) > 0, { limitMs: 60_000 });
  stage.struckAt = new Date();
  await scenario.strike(stage);
}

async function allEnded(stage: Stage) {
  let open = Infinity;
  let movedAt = Date.now();
  const haveEnded = async () => {
    const now = await stage.count('finished_at IS NULL');
    if (now !== open) movedAt = Date.now();
    open = now;
    return open === 0 || Date.now() - movedAt > standstillMs;
  };
  await until('all jobs end', haveEnded, { limitMs: 900_000, everyMs: 200 });
}

async function accountFor(stage: Stage, scenario: Scenario, broken: readonly string[]): Promise<Account> {
  const { system, client, people } = stage;
  const { toleratedCodes = [] } = scenario;
  const jobs = { accepted: client.accepted, userIds: people.ids, toleratedCodes };
  const parts = [
    { wrong: [...broken, ...stage.wrong], notes: [...stage.notes, ...(await repairs(stage))] },
    await accountForQueues(system.queueStore, jobs),
    ...(await accountForJobs(system.database, jobs)),
    await accountForFiles(system.database, system.storage, jobs),
    await accountForAnswers(system.database, client, jobs),
    await accountForMachine(system),
  ];
  const account = sumOf(client.accepted.length, parts);
  return { ...account, logs: await logsOf(system.database, account) };
}

/** How much the system had to do about it. */
async function repairs(stage: Stage): Promise<string[]> {
  const [taken, again] = [await stage.events('stalled'), await stage.events('put-again')];
  return [...(taken ? [`${taken} taken over`] : []), ...(again ? [`${again} put again`] : [])];
}

/** Back to the usual system for the next scenario. */
async function settle(system: FaultSystem, { workerSettings, jobStatusSettings }: Scenario) {
  if (workerSettings) await Promise.all(system.workers.map((worker) => worker.stop()));
  if (jobStatusSettings) await system.jobStatuses[0].stop();
  const { postgres, redis, gateways, jobStatuses, workers } = system;
  await Promise.all([postgres.start(), redis.start()]);
  await Promise.all([...gateways, jobStatuses[0], ...workers].map((one) => one.start()));
}

async function restart(daemons: readonly FaultSystem['postgres'][], settings: NodeJS.ProcessEnv) {
  for (const one of daemons) {
    await one.stop();
    await one.start(settings);
  }
}
