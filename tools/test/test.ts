// `npm test`: everything that must hold. `-- --only <stage>` runs one stage, `-- <pattern>` the suites with that path.
import { join } from 'node:path';
import { styleText, parseArgs } from 'node:util';
import { Guard } from '../start/guard.ts';
import { onStopSignals } from '../start/stop-signals.ts';
import type { Stage } from './stages.ts';
import { matching, parts, stages } from './stages.ts';
import type { StageResult } from './tally.ts';
import { isGreen, summary } from './tally.ts';
import { startTestStores } from './test-stores.ts';

/** Where CI is set the long suites are left out. */
const capMs = (process.env.CI ? 24 : 45) * 60_000;
const root = join(import.meta.dirname, '../..');

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const chosen = choose(values.only, positionals[0]);

const guard = await Guard.start(() => process.exit(1));
onStopSignals({ stop: () => guard.close(), kill: () => process.exit(130) });
const stores = await startTestStores(guard);
const setting = {
  root,
  guard,
  env: {
    ...process.env,
    ...stores.env,
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    NX_DAEMON: 'false',
    FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
  },
  deadline: Date.now() + capMs,
  reportFolder: stores.folder,
};

const results: TimedResult[] = [];
for (const stage of chosen) {
  console.log(styleText('bold', `\n== ${stage.name} ==`));
  const startedAtMs = performance.now();
  results.push({ ...(await stage.run(setting)), seconds: Math.round((performance.now() - startedAtMs) / 1000) });
}

await stores.stop();
await guard.close();
retell(results);
console.log(summary(results));
process.exit(isGreen(results) ? 0 : 1);

function choose(only: string | undefined, pattern: string | undefined): readonly Stage[] {
  if (pattern) return [matching(pattern)];
  if (!only) return stages;
  const all = [...stages, ...parts];
  const stage = all.find((one) => one.name === only);
  if (stage) return [stage];
  console.error(`There is no stage '${only}'. There are: ${all.map((one) => one.name).join(', ')}.`);
  process.exit(1);
}

type TimedResult = StageResult & { readonly seconds: number };

function retell(all: readonly TimedResult[]) {
  console.log();
  for (const { name, passed, failed, skipped, seconds } of all) {
    const mark = failed > 0 ? styleText('red', 'failed') : styleText('green', 'passed');
    const time = `${seconds} s`.padStart(6);
    console.log(`${name.padEnd(12)} ${mark} ${time}  ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
  for (const { name, unsteady = [] } of all) {
    if (unsteady.length)
      console.log(styleText('yellow', `\n-- unsteady in ${name}, passed alone:`) + `\n${unsteady.join('\n')}`);
  }
  for (const { name, failures } of all) {
    for (const failure of failures) console.log(styleText('red', `\n-- failed in ${name}:`) + `\n${failure}`);
  }
  console.log();
}
