// `node tools/setup/run.mjs <command> [--yes] [...]`: brings the machine up to what the command needs, then runs it.
// Old Nodes must get as far as the advice, so this file and what it imports keep to plain syntax.
import { adviceAgainst } from './machine.mjs';

const [command = '', ...flags] = process.argv.slice(2);
const advice = adviceAgainst(command);

if (advice) {
  console.error(advice);
  process.exitCode = 1;
} else {
  import('./commands.mjs').then(
    ({ runCommand }) => runCommand(command, flags),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
