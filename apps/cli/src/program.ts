import tab from '@bomb.sh/tab/commander';
import { Command, Option } from 'commander';
import { addArtifacts } from './commands/artifacts.js';
import { addDoctor } from './commands/doctor.js';
import { addEvents } from './commands/events.js';
import { addInspect } from './commands/inspect.js';
import { addJobs } from './commands/jobs.js';
import { addOperate } from './commands/operate.js';
import { addSubmit } from './commands/submit.js';
import { Session } from './session.js';
import type { Surroundings } from './surroundings.js';
import { addTop } from './top/add-top.js';

/** Everything that the gateway offers, to be typed. */
export function makeProgram(around: Surroundings): Command {
  const program = new Command('polyspool')
    .description('Asks for jobs, watches them, fetches what they made, and looks into a running Polyspool')
    .addOption(new Option('--url <url>', 'where the gateway is').env('POLYSPOOL_URL').default(around.url))
    .addOption(new Option('--key <key>', 'yours; for what operators do, an operator’s').env('POLYSPOOL_KEY'))
    .option('--json', 'answers as JSON', false)
    .showHelpAfterError()
    .configureOutput({ writeOut: around.write, writeErr: around.complain })
    .exitOverride();
  const session = new Session(program, around);
  program.commandsGroup('Jobs:');
  addSubmit(program, session);
  addJobs(program, session);
  addArtifacts(program, session);
  program.commandsGroup('The system, for operators:');
  addInspect(program, session);
  addOperate(program, session);
  addEvents(program, session);
  addTop(program, session);
  program.commandsGroup('Help:');
  addDoctor(program, session);
  tab(program, { completionCommandName: 'completion' });
  return program;
}
