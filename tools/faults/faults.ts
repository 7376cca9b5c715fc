// `npm run faults`: breaks a running system in every way known, and counts afterwards what became of its jobs.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { onStopSignals } from '../start/stop-signals.ts';
import type { FaultReport } from '../test/tally.ts';
import { isSound } from './account.ts';
import { clientScenarios } from './client-scenarios.ts';
import { engineScenarios } from './engine-scenarios.ts';
import { faultList, faultTable } from './fault-table.ts';
import { startFaultSystem } from './fault-system.ts';
import { rollingScenarios } from './rolling-scenarios.ts';
import { runScenario } from './run-scenario.ts';
import type { Outcome } from './run-scenario.ts';
import { scaleInScenarios } from './scale-in-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { serviceScenarios } from './service-scenarios.ts';
import { root } from './service-processes.ts';
import { storeScenarios } from './store-scenarios.ts';
import { versionBefore } from './version-before.ts';
import { workerScenarios } from './worker-scenarios.ts';

const scenarios = [
  ...workerScenarios,
  ...scaleInScenarios,
  ...rollingScenarios,
  ...engineScenarios,
  ...serviceScenarios,
  ...storeScenarios,
  ...clientScenarios,
];

const help = `npm run faults [-- [--short] [--jobs <n>] [--seed <n>] [--only <name>,...] [--from <version>] [--json <file>]]

Starts a system of its own, and for each scenario puts jobs in, breaks something in the middle, and accounts for every
job from the outside. Ends with 1 when anything was lost, doubled or wrong.

  --short  the scenarios that every change has to pass
  --jobs   for each scenario (default 200)
  --seed   of the jobs (default 1)
  --only   ${scenarios.map(({ name }) => name).join(', ')}
  --from   for rolling-upgrade: a commit, tag or branch that the services begin in, with its database,
           before they become this version; built once and kept in ~/.cache/polyspool/versions
  --json   writes the outcomes to a file too`;

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else process.exit(await main(chosen(values.only?.split(','))));

async function main(list: readonly Scenario[]): Promise<number> {
  const options = { jobs: whole('jobs', values.jobs, 20), seed: whole('seed', values.seed, 0) };
  console.log(`${list.length} scenarios, ${options.jobs} jobs each, seed ${options.seed}`);
  const startedAt = performance.now();
  const system = await startFaultSystem(values.from && (await versionBefore(root, values.from)));
  onStopSignals({ stop: () => system.kill(), kill: () => process.exit(130) });
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of list) outcomes.push(await told(scenario, runScenario(system, scenario, options)));
  } finally {
    await system.stop();
  }
  const isGood = outcomes.every(({ account }) => isSound(account));
  if (values.json) writeFileSync(values.json, JSON.stringify(outcomes.map(reportOf)));
  console.log(`\n${faultTable(outcomes)}\n${faultList(outcomes)}`);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(isGood ? `Nothing lost, nothing doubled. ${seconds} s` : `Not every job was kept. ${seconds} s`);
  return isGood ? 0 : 1;
}

async function told(scenario: Scenario, run: Promise<Outcome>): Promise<Outcome> {
  const outcome = await run;
  const { account, seconds, skipped } = outcome;
  const said = skipped ? 'skipped' : isSound(account) ? 'held' : 'FAILED';
  console.log(`${said.padEnd(8)}${scenario.title.padEnd(44)} ${seconds.toFixed(0)} s`);
  return outcome;
}

function reportOf({ scenario, account: { lost, doubled, wrong, logs = [] }, skipped }: Outcome): FaultReport {
  return { name: scenario.name, skipped, failures: [...lost, ...doubled, ...wrong, ...logs] };
}

function chosen(names: readonly string[] | undefined): readonly Scenario[] {
  if (values.from && names?.join() !== 'rolling-upgrade') {
    console.error('--from goes with --only rolling-upgrade: the others are about this version.');
    process.exit(2);
  }
  if (!names) return values.short ? scenarios.filter(({ isShort }) => isShort) : scenarios;
  return names.map((name) => {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario) return scenario;
    console.error(`There is no scenario '${name}'. There are: ${scenarios.map((one) => one.name).join(', ')}.`);
    process.exit(2);
  });
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  console.error(`--${name} takes a whole number, at least ${least}.`);
  process.exit(2);
}
