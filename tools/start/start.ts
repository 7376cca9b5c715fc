// `npm start`: the whole system on this machine, until Ctrl-C.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postgresHome } from './private-postgres.ts';
import type { RunningSystem } from './start-system.ts';
import { System } from './start-system.ts';
import { onStopSignals } from './stop-signals.ts';

const { values } = parseArgs({ options: { root: { type: 'string', default: join(import.meta.dirname, '../..') } } });

const root = realpathSync(values.root);
const system = new System({
  root,
  print: (line) => line.level !== 'debug' && console.log(line.text),
  onLost: () => process.kill(process.pid, 'SIGTERM'),
});
let stopping = false;
onStopSignals({
  stop: () => {
    stopping = true;
    console.log('\nStopping ...');
    return system.stop();
  },
  kill: () => system.kill(),
});

try {
  announce(await system.start());
} catch (error) {
  if (!stopping) {
    console.error(`\n${(error as Error).message}`);
    await system.stop();
    process.exit(1);
  }
}

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
}
