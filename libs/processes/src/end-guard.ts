import { AppError } from '@polyspool/contracts/errors';
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Told what there is and what is gone, a line each; does away with what is left when nothing more can come. */
const script = `
nl='
'
left="$nl"
while IFS= read -r line; do
  item="\${line#?}"
  case "$line" in
    +*) left="$left$item$nl" ;;
    -*) case "$left" in *"$nl$item$nl"*) left="\${left%%"$nl$item$nl"*}$nl\${left#*"$nl$item$nl"}" ;; esac ;;
  esac
done
each() { printf %s "$left" | while IFS= read -r item; do case "$item" in "$1 "*) "$2" "\${item#* }" ;; esac; done; }
end() { kill -KILL "-$1"; }
# A program that is killed may add a last file meanwhile: hence twice.
remove() { /bin/rm -rf -- "$1" || { /bin/sleep 1; /bin/rm -rf -- "$1"; }; }
each group end
each folder remove
`;

/** Between a shell that was killed and the next one. */
const restMs = 200;

/**
 * Ends and removes what this process would leave behind when it is killed: one shell for all, which waits for the end of its stdin. In a
 * session of its own, so that Ctrl-C spares it.
 */
class EndGuard {
  readonly #items = new Set<string>();
  #shell: ChildProcess | undefined;

  /** Until what is answered is called. Throws `process.failed` where nobody can watch. */
  watch(kind: 'group' | 'folder', name: string): () => void {
    if (name.includes('\n')) throw new AppError('process.failed', 'A path with a line break cannot be guarded');
    const item = `${kind} ${name}`;
    if (!this.#shell) this.#start();
    this.#items.add(item);
    this.#tell(`+${item}`);
    return () => {
      if (this.#items.delete(item)) this.#tell(`-${item}`);
    };
  }

  #start() {
    const shell = spawn('/bin/sh', ['-c', script], {
      env: {},
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    shell.on('error', () => undefined); // seen by the missing number
    if (shell.pid === undefined) throw new AppError('process.failed', 'What ends programs could not be started');
    this.#shell = shell;
    shell.stdin.on('error', () => undefined); // it has ended
    shell.once('exit', () => {
      this.#shell = undefined;
      setTimeout(() => this.#startAgain(), restMs).unref();
    });
    // It is to outlive this process, not to hold it.
    shell.unref();
    (shell.stdin as Socket).unref();
    for (const item of this.#items) this.#tell(`+${item}`);
  }

  #startAgain() {
    if (this.#shell || !this.#items.size) return;
    try {
      this.#start();
    } catch {
      setTimeout(() => this.#startAgain(), restMs).unref();
    }
  }

  #tell(line: string) {
    this.#shell?.stdin?.write(`${line}\n`);
  }
}

export const endGuard = new EndGuard();
