import type { Daemon } from './daemon.ts';
import type { FaultSystem } from './fault-system.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { SteadyLoad } from './steady-load.ts';
import { until } from './until.ts';

/** As behind any balancer: they ask each second, and may be late. */
const behindBalancers = { SHUTDOWN_DELAY_S: '5', SHUTDOWN_GRACE_S: '10' };

export const rollingScenarios: readonly Scenario[] = [
  {
    name: 'rolling-upgrade',
    title: 'all restarted in turn, behind balancers',
    prepare: async ({ system }) => {
      await startAgain(system, behindBalancers);
      await Promise.all(Object.values(system.balancers).map((balancer) => balancer.isWhole()));
      return undefined;
    },
    strike: upgrade,
    judge: async (stage) => stage.expect('no job was taken from its worker', (await stage.events('stalled')) === 0),
    restore: async ({ system }) => {
      await Promise.all(served(system).map((one) => one.stop()));
    },
  },
];

const served = ({ gateways, jobStatuses }: FaultSystem) => [...gateways, ...jobStatuses];

async function startAgain(system: FaultSystem, settings: NodeJS.ProcessEnv) {
  await Promise.all(served(system).map((one) => one.stop()));
  await Promise.all(served(system).map((one) => one.start(settings)));
}

async function upgrade(stage: Stage) {
  const { balancers, upgrade: versions } = stage.system;
  const load = new SteadyLoad(`http://127.0.0.1:${balancers.gateways.port}`, stage.people.keys[0]!, stage.client);
  load.start();
  const downSeconds: number[] = [];
  const inTurn = async (daemons: readonly Daemon[], move?: (one: Daemon) => void) => {
    for (const one of daemons) {
      downSeconds.push(await restart(stage, one, move));
      await Promise.all(Object.values(balancers).map((balancer) => balancer.isWhole()));
    }
  };
  if (versions) stage.note(await migrateUnder(load, stage));
  const all = inNoOrder(stage.system);
  await inTurn(all, versions?.forth);
  // Half of them go back: its schema is still there.
  if (versions) await inTurn(all.slice(3), versions.back);
  await load.stop();
  tell(stage, load, downSeconds);
}

/** One of each kind, then the other of each, as an upgrade may come. */
const inNoOrder = ({ gateways, jobStatuses, workers }: FaultSystem) => [
  ...[workers[0], gateways[0], jobStatuses[0]],
  ...[jobStatuses[1], workers[1], gateways[1]],
];

/** The versions before go on for a while, on a database that is ahead of them. */
async function migrateUnder({ counts }: SteadyLoad, { system, client }: Stage): Promise<string> {
  const isBusy = async (more: number) => {
    const due = counts.polls + more;
    await until('requests are answered', () => counts.polls > due, { limitMs: 60_000 });
  };
  await isBusy(50);
  const before = client.accepted.length;
  const done = await system.upgrade!.migrate();
  await isBusy(100);
  return `migrations under load: ${done.trim()}; ${client.accepted.length - before} jobs accepted on it by the version before`;
}

async function restart(stage: Stage, one: Daemon, move?: (one: Daemon) => void): Promise<number> {
  const askedAt = performance.now();
  const code = await one.stop();
  stage.expect(`${one.name} ended with 0, not ${code}`, code === 0);
  move?.(one);
  await one.start(behindBalancers);
  return (performance.now() - askedAt) / 1_000;
}

function tell(stage: Stage, { counts, failures, watches, slowestMs }: SteadyLoad, downSeconds: readonly number[]) {
  const wrong = [...failures, ...watches.flatMap(({ faults }) => faults)];
  const requests = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const again = watches.reduce((sum, { connections }) => sum + connections - 1, 0);
  stage.note(
    `${requests} requests (${counts.uploads} slow uploads), ${failures.length} failed, slowest ${slowestMs.toFixed(0)} ms; ` +
      `${watches.length} followers came back ${again} times; away ${downSeconds.map((one) => one.toFixed(1)).join(', ')} s`,
  );
  stage.wrong.push(...wrong);
  stage.expect('there was load', requests > 200 && counts.uploads > 5 && again > 5);
}
