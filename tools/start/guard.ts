import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OwnedProcess } from './end-processes.ts';
import type { GuardianOrder } from './guardian.ts';

/** The starter's end of the pipe to its guardian. */
export class Guard {
  private readonly guardian: ChildProcess;
  private closing = false;

  private constructor(guardian: ChildProcess) {
    this.guardian = guardian;
  }

  /** `onLost`: somebody ended the guardian, and nothing protects the run any longer. */
  static async start(onLost: () => void, lockName = ''): Promise<Guard> {
    const entry = fileURLToPath(new URL('./guardian.ts', import.meta.url));
    const guardian = spawn(process.execPath, [entry, lockName], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {},
    });
    const guard = new Guard(guardian);
    const gone = once(guardian, 'exit').then(() => false);
    const ready = await Promise.race([once(guardian.stdout!, 'data').then(() => true), gone]);
    if (!ready) throw new Error('The guardian of this run did not start.');
    guardian.stdin!.on('error', () => undefined); // it is gone: `exit` tells
    guardian.once('exit', () => guard.closing || onLost());
    return guard;
  }

  own(owned: OwnedProcess) {
    this.order({ own: owned });
  }

  disown(name: string) {
    this.order({ disown: name });
  }

  /** A file or folder to remove when the run is over. */
  removeAtEnd(path: string) {
    this.order({ path });
  }

  /** Lets the guardian end what is left, and waits for it. */
  async close() {
    this.closing = true;
    if (this.guardian.exitCode !== null || this.guardian.signalCode !== null) return;
    const gone = once(this.guardian, 'exit');
    this.guardian.stdin!.end();
    await gone;
  }

  private order(order: GuardianOrder) {
    this.guardian.stdin!.write(`${JSON.stringify(order)}\n`);
  }
}
