import type { Daemon } from './daemon.ts';
import type { FaultSystem } from './fault-system.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { SteadyLoad } from './steady-load.ts';

/** Balancers know within a second that one ends. */
const behindBalancers = { SHUTDOWN_DELAY_S: '2', SHUTDOWN_GRACE_S: '10' };

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
  const { gateways, jobStatuses, workers, balancers } = stage.system;
  const load = new SteadyLoad(`http://127.0.0.1:${balancers.gateways.port}`, stage.people.keys[0]!, stage.client);
  load.start();
  const downSeconds: number[] = [];
  for (const one of [...gateways, ...jobStatuses, ...workers]) {
    downSeconds.push(await restart(stage, one));
    await Promise.all(Object.values(balancers).map((balancer) => balancer.isWhole()));
  }
  await load.stop();
  tell(stage, load, downSeconds);
}

async function restart(stage: Stage, one: Daemon): Promise<number> {
  const askedAt = performance.now();
  const code = await one.stop();
  stage.expect(`${one.name} ended with 0, not ${code}`, code === 0);
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
