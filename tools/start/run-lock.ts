import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

export class AlreadyHeld extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`held by process ${pid}`);
    this.pid = pid;
  }
}

/** What a folder is called where paths are too long or not allowed. */
export const hashOf = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 16);

/**
 * Holds `name` until this process ends, however it ends. A socket in Linux's abstract namespace belongs to its process and
 * leaves no file behind, so a lock is never stale; whoever connects is told the holder's process id.
 */
export async function holdLock(name: string, { waitMs = 0 } = {}): Promise<void> {
  const address = `\0polyspool-${name}`;
  const deadline = Date.now() + waitMs;
  for (;;) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined); // the one who asked hung up
      socket.end(String(process.pid));
    });
    server.unref();
    const taken = once(server, 'listening').then(
      () => false,
      () => true,
    );
    server.listen(address);
    if (!(await taken)) return;
    if (Date.now() >= deadline) throw new AlreadyHeld(await holderOf(address));
    await delay(100);
  }
}

async function holderOf(address: string) {
  const socket = createConnection(address);
  return Number(await text(socket).catch(() => 'NaN')); // it ended while we asked
}
