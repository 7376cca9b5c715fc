import { PolyspoolError } from '@polyspool/sdk';
import { CommanderError } from 'commander';
import { Exit, exitCodes } from './exit-codes.js';
import { makeProgram } from './program.js';
import type { Surroundings } from './surroundings.js';

/** The exit code. */
export async function runCli(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    await makeProgram(around).parseAsync(args, { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof Exit) return around.signal.aborted ? exitCodes.interrupted : error.code;
    if (error instanceof CommanderError) return endOf(error, around);
    if (around.signal.aborted) return exitCodes.interrupted;
    if (!(error instanceof PolyspoolError)) throw error;
    around.complain(
      [`${error.detail} (${error.code})`, ...error.faults.map((one) => `  ${one.pointer}: ${one.detail}`)].join('\n'),
    );
    return exitCodes.refused;
  }
}

/** What commander finds while it reads, it has said; what a command finds in its arguments, not yet. */
function endOf({ code, exitCode, message }: CommanderError, around: Surroundings): number {
  if (code === 'commander.invalidArgument' && !message.startsWith('error:')) around.complain(message);
  return exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}
