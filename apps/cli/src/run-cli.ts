import { CommanderError } from 'commander';
import { Refused } from './gateway-client.js';
import { makeProgram, type Surroundings } from './program.js';

/** The exit code: 0, 1 where the gateway refused, 2 where the command was not understood. */
export async function runCli(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    await makeProgram(around).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has said why
    if (!(error instanceof Refused)) throw error;
    around.complain(`${error.message} (${error.code})`);
    return 1;
  }
}
