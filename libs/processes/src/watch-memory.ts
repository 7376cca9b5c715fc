import { AppError } from '@polyspool/contracts/errors';
import { basename } from 'node:path';
import { memoryOf, processTable } from './process-table.js';

const sampleMs = 250;

interface Watched {
  readonly command: string;
  readonly maxRssBytes?: number;
}

/** Calls `stop` when a group of processes holds more memory than it may, until it is released. */
export function watchMemory(groupId: number, { command, maxRssBytes }: Watched, stop: (reason: unknown) => void) {
  if (maxRssBytes === undefined) return () => undefined;
  const timer = setInterval(() => {
    const members = processTable().filter((row) => row.groupId === groupId);
    const rssBytes = members.reduce((sum, { pid }) => sum + memoryOf(pid).rssBytes, 0);
    if (rssBytes <= maxRssBytes) return;
    clearInterval(timer);
    stop(new AppError('process.outOfMemory', `${basename(command)} held more than ${maxRssBytes} bytes of memory`));
  }, sampleMs);
  return () => clearInterval(timer);
}
