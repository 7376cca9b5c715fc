import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Typed {
  readonly statement: string;
  readonly exitCode: number;
  /** What it has printed, of both kinds. */
  readonly said: string;
}

/** The shell in which somebody follows a page: what one statement has set, the next ones find. */
export class ReaderShell {
  readonly #folder: string;
  readonly #bash: ChildProcess;
  #said: string[] = [];
  #ended: (exitCode: number) => void = () => undefined;

  /** `within` is what starts bash, where it is to be in a place of its own. */
  constructor(folder: string, env: NodeJS.ProcessEnv = {}, within: readonly string[] = []) {
    this.#folder = folder;
    const path = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`;
    const kept = { PATH: path, HOME: process.env.HOME, LANG: 'C.UTF-8', NO_COLOR: '1', npm_config_offline: 'true' };
    // Its own process group: what was left in the background ends with it.
    const [program = 'bash', ...args] = [...within, 'bash'];
    this.#bash = spawn(program, args, {
      cwd: folder,
      env: { ...kept, ...env },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    createInterface({ input: this.#bash.stdout! }).on('line', (line) => this.#hear(line));
    this.#bash.stdin!.write('exec 2>&1\n');
  }

  async type(statement: string): Promise<Typed> {
    this.#said = [];
    const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
    const tell = () => reject(new Error(`The shell has ended at: ${statement}`));
    this.#ended = resolve;
    this.#bash.once('exit', tell);
    const script = join(this.#folder, 'typed.sh');
    writeFileSync(script, `set -o pipefail\n${statement}`);
    // What it prints may have no end of its line.
    this.#bash.stdin!.write(`. '${script}' < /dev/null; printf '\\n%s %s\\n' '${mark}' $?\n`);
    const exitCode = await ended.finally(() => this.#bash.off('exit', tell));
    return { statement, exitCode, said: this.#said.join('\n').replace(/\n$/, '') };
  }

  close() {
    if (this.#bash.exitCode === null && this.#bash.pid) process.kill(-this.#bash.pid, 'SIGKILL');
  }

  #hear(line: string) {
    const exitCode = line.startsWith(`${mark} `) ? Number(line.slice(mark.length + 1)) : undefined;
    if (exitCode === undefined) this.#said.push(line);
    else this.#ended(exitCode);
  }
}

const mark = '-- the statement has ended:';
