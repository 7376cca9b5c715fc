// `npm run simulate`: how many pods, how long a wait and what load of the stores, for scenarios that no machine here could run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawCourse } from './draw-course.ts';
import { report } from './report.ts';
import { scenarios } from './scenarios.ts';
import { simulate } from './simulation.ts';

const pictures = join(import.meta.dirname, '../../docs/ops/scaling');
const help = `npm run simulate [-- [--scenario <name>] [--seed <n>] [--draw] [--measure]]

Simulates two hours of each scenario and prints tables in Markdown; the same seed gives the same tables.

  --scenario <name>  only this one: ${scenarios.map(({ name }) => `'${name}'`).join(', ')}
  --seed <n>         of all that happens by chance (default 1)
  --draw             writes a picture of each into docs/ops/scaling
  --measure          starts the real system, lets the same jobs run there and in the simulation, and measures what a job costs the
                     stores (tools/simulate/measured.ts); two minutes in which nothing else should be done`;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string' },
    seed: { type: 'string', default: '1' },
    draw: { type: 'boolean', default: false },
    measure: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const chosen = scenarios.filter(({ name }) => values.scenario === undefined || name === values.scenario);
if (values.help) console.log(help);
else if (values.measure) await (await import('./against-reality.ts')).compareWithReality(Number(values.seed));
else if (!chosen.length) {
  console.error(
    `There is no scenario '${values.scenario}'. There are: ${scenarios.map(({ name }) => name).join(', ')}.`,
  );
  process.exitCode = 1;
} else
  for (const scenario of chosen) {
    const course = simulate(scenario, Number(values.seed));
    console.log(`${report(course)}\n`);
    if (!values.draw) continue;
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, `${scenario.name.replaceAll(/[^a-z0-9]+/g, '-')}.svg`), drawCourse(course));
  }
