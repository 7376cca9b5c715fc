import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Program {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/** Runs a Node program to its end and answers what it printed; throws with its words when it fails. */
export async function runProgram(name: string, { cwd, env, args }: Program): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env, timeout: 120_000 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${name} failed: ${`${stdout}${stderr}`.trim() || message}`, { cause: error });
  }
}
