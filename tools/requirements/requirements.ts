import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { findTests } from './find-tests.ts';
import { prove, type ProvedRequirement } from './prove.ts';
import { readRequirements } from './requirement.ts';

/** `npm run requirements [-- R045 ...] [-- --check]`: what proves each demand of the seeds; with --check only what is wrong. */
const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
const { rows, faults } = prove(readRequirements(), findTests(join(import.meta.dirname, '../..')));

if (!values.check) rows.filter(({ id }) => !positionals.length || positionals.includes(id)).forEach(show);
const proved = rows.filter(({ provedBy }) => provedBy.length).length;
console.log(`${rows.length} requirements: ${proved} with tests, ${rows.length - proved} with a reason why not`);
for (const fault of faults) console.error(fault);
if (values.check && faults.length) process.exitCode = 1;

function show({ id, seed, section, text, provedBy, reason }: ProvedRequirement) {
  console.log(`${styleText('bold', id)}  ${text}  ${styleText('dim', `seed ${seed}, ${section}`)}`);
  for (const { path, title } of provedBy) console.log(`      ${title}  ${styleText('dim', path)}`);
  if (reason !== undefined) console.log(`      - ${reason}`);
}
