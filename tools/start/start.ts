// `npm start`: the whole system on this machine, until Ctrl-C.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postgresHome } from './private-postgres.ts';
import { runSystem } from './run-system.ts';
import type { RunningSystem } from './start-system.ts';

const { values } = parseArgs({ options: { root: { type: 'string', default: join(import.meta.dirname, '../..') } } });
const root = realpathSync(values.root);

await runSystem({
  root,
  print: (line) => line.level !== 'debug' && console.log(line.text),
  use: announce,
});

function announce({ run, stateFolder }: RunningSystem) {
  console.log(`
Polyspool is ready.

  Console    ${run.consoleUrl}#key=${run.userKey}
  User key   ${run.userKey}
  Admin key  ${run.adminKey}
  Logs       ${join(stateFolder, 'logs')}
  Data       ${stateFolder}${run.storePids.postgres ? `, ${join(postgresHome(root, stateFolder), 'postgres')}` : ''}
  Scripts    ${join(stateFolder, 'run.json')}

Ctrl-C stops everything.
`);
  return undefined;
}
