// `npm run fuzz`: asks a system of its own, by every operation of its OpenAPI document, what nobody should ask.
import { parseArgs } from 'node:util';
import { unlimitedRequests } from '../start/service-environment.ts';
import { onStopSignals } from '../start/stop-signals.ts';
import { WholeSystem } from '../test/whole-system.ts';
import { askForOthers } from './ask-for-others.ts';
import { fuzzLinks } from './fuzz-links.ts';
import { type Finding, type FuzzReport, OperationFuzz } from './fuzz-operations.ts';
import { fuzzSockets } from './fuzz-sockets.ts';
import { FuzzedSystem } from './fuzzed-system.ts';

const help = `npm run fuzz [-- [--seed <n>] [--rounds <n>] [--only <text>]]

Starts a system of its own and asks it, by every operation of its OpenAPI document, by signed links and live channels, for what fits, nearly fits and does not
fit at all: wrong types, sizes, Unicode, headers, keys, and the things of somebody else. Whatever is answered has to be what the
document says, within half a minute, and tell nothing of the inside. Ends with 1 when anything was not.

  --seed    of what is asked: the same asks the same (default 1)
  --rounds  requests to each operation (default 40)
  --only    operations whose name has this, as "POST /v1/jobs"`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '40' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else process.exit(await main());

async function main(): Promise<number> {
  const options = { seed: whole('seed', values.seed, 0), rounds: whole('rounds', values.rounds, 1), only: values.only };
  const running = await WholeSystem.start({ ...unlimitedRequests, RATE_LIMIT_FAILURES: '0', MAX_OPEN_JOBS: '1000' });
  onStopSignals({ stop: () => running.stop(), kill: () => process.exit(130) });
  try {
    const system = await FuzzedSystem.open(running);
    // First: operations may remove what links lead to.
    const ofLinks = await fuzzLinks(system, options);
    const ofSockets = await fuzzSockets(system, options);
    const report = await new OperationFuzz(system, options).run();
    const ofOthers = await askForOthers(system, options.seed);
    const findings = [...ofLinks, ...ofSockets, ...report.findings, ...ofOthers];
    const harm = await system.harm();
    tell(report, findings, harm);
    return findings.length + harm.length ? 1 : 0;
  } finally {
    await running.stop();
  }
}

function tell({ requests, statuses }: FuzzReport, findings: readonly Finding[], harm: readonly string[]) {
  const reached = [...statuses].filter(([, counts]) => [...counts.keys()].some((status) => status < 400));
  const unreached = [...statuses.keys()].filter((name) => !reached.some(([one]) => one === name));
  for (const { operation, faults, curl } of findings)
    console.log(`\n${operation}\n  ${faults.join('\n  ')}\n  curl ${curl}`);
  for (const one of harm) console.log(`\n${one}`);
  console.log(
    `\n${requests} requests to ${statuses.size} operations. ${reached.length} did what they are for at least once.`,
  );
  if (unreached.length) console.log(`Only refused: ${unreached.join(', ')}`);
  console.log(findings.length + harm.length ? `${findings.length + harm.length} faults` : 'No fault found.');
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  console.error(`--${name} takes a whole number, at least ${least}.`);
  process.exit(2);
}
