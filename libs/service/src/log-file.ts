import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { accessSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';

/** What waits for a disk that is slow or full. Beyond that, lines are left out of the file; standard output has them. */
const mostWaitingBytes = 8 * 1024 * 1024;
const complainEveryMs = 60_000;

/**
 * Appends to a file without ever waiting for the disk, and to the end at the exit. It may be moved away at any time: after
 * SIGHUP another one is begun, as logrotate has it. Several processes may share it.
 */
export function openLogFile(path: string) {
  refuseUnwritable(path);
  const file = pino.destination({ dest: path, sync: false, mkdir: true, maxLength: mostWaitingBytes });
  process.on('SIGHUP', () => file.reopen());
  return file;
}

export type LogFile = ReturnType<typeof openLogFile>;

/** What a file refuses is no reason to stop; it is said now and then, and that line, too, goes to the file. */
export function onLogFileTrouble(file: LogFile, complain: (error: Error) => void) {
  let saidAtMs = -Infinity;
  file.on('error', (error: Error) => {
    if (performance.now() - saidAtMs < complainEveryMs) return;
    saidAtMs = performance.now();
    complain(error);
  });
}

/** Opened by the first line otherwise, when nobody looks any more. */
function refuseUnwritable(path: string) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    accessSync(dirname(path), constants.W_OK);
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new BadEnvironment([`LOG_FILE: ${path} cannot be written (${(error as NodeJS.ErrnoException).code})`]);
  }
}
