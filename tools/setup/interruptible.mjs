import { spawn } from 'child_process';

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Runs programs one after the other. At a signal the running one may end in good order, and no other begins. */
export class Interruptible {
  #child;
  #signal;

  constructor() {
    for (const signal of Object.keys(exitCodes)) process.on(signal, this.#heed);
  }

  async run(program, args) {
    this.#throwIfInterrupted();
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'l' };
    const ended = await new Promise((resolve) => {
      this.#child = spawn(program, args, { stdio: 'inherit', env });
      this.#child.once('error', ({ message }) => resolve(`: ${message}`));
      this.#child.once('exit', (code, signal) => resolve(code === 0 ? '' : ` with ${signal || `code ${code}`}`));
    });
    this.#child = undefined;
    this.#throwIfInterrupted();
    if (ended) throw new Error(`${program} failed${ended}`);
  }

  release() {
    for (const signal of Object.keys(exitCodes)) process.off(signal, this.#heed);
  }

  /** Always INT: apt-get lets dpkg finish its package then. TERM would end apt-get and leave dpkg to itself. */
  #heed = (signal) => {
    this.#signal = this.#signal || signal;
    if (!this.#child) return;
    try {
      process.kill(this.#child.pid, 'SIGINT');
    } catch (error) {
      if (error.code !== 'EPERM' && error.code !== 'ESRCH') throw error;
      // It has just ended; or it is sudo, which a user may not signal and which hears Ctrl-C by itself.
      console.error(`Waiting for ${this.#child.spawnfile} to end.`);
    }
  };

  #throwIfInterrupted() {
    if (!this.#signal) return;
    throw Object.assign(new Error(`Interrupted by ${this.#signal}.`), { exitCode: exitCodes[this.#signal] });
  }
}
