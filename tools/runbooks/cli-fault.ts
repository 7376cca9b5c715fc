import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../dashboards/made-files.ts';

interface Cli {
  readonly runCli: (args: readonly string[], around: object) => Promise<number>;
}

const usage = 2;

/** What our CLI says of a command that it does not understand. Nobody is asked: the user has gone already. */
export async function cliFault(command: string): Promise<string | undefined> {
  const { runCli } = (await import(join(repository, 'apps/cli/src/run-cli.ts'))) as Cli;
  const said: string[] = [];
  const around = {
    write: () => undefined,
    complain: (line: string) => said.push(line),
    signal: AbortSignal.abort(),
    stdin: process.stdin,
    terminal: undefined,
    url: 'http://127.0.0.1:8000',
    key: 'psk_reader',
  };
  const exitCode = await runCli(wordsOf(command), around);
  return exitCode === usage ? said[0] : undefined;
}

/** What follows `npx polyspool`, as a shell takes it apart; `$id` and `<id>` stand for something. */
function wordsOf(command: string): string[] {
  const filled = command.split(' | ', 1)[0]!.replaceAll(/<(\w+)>|\$(\w+)/g, '$1$2');
  const { stdout } = spawnSync('bash', ['-c', `npx() { printf '%s\\n' "$@"; }\n${filled}`], { encoding: 'utf8' });
  return stdout.trimEnd().split('\n').slice(1);
}
