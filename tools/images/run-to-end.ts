import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Its words are shown as they come, instead of being answered. */
  readonly isShown?: boolean;
}

/** Runs a program to its end and answers what it wrote; throws with its last words when it fails. */
export async function runToEnd(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { cwd, env = process.env, isShown = false } = options;
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
  });
  let [said, complained] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (said += String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => (complained += String(chunk)));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code === 0) return said;
  const words = `${said}${complained}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${program} ${args.slice(0, 3).join(' ')} ended with ${signal ?? `code ${code}`}\n${words}`);
}
