import type { QueueStatsList, RegisteredTaskList, Task } from '@polyspool/contracts/fleet';
import Table from 'cli-table3';

/** Plain columns: they can be cut, sorted and searched by other programs. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const names = ['top', 'bottom', 'left', 'right'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((at) => side + at),
  );
  const none = Object.fromEntries(
    [...names, 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle'].map((name) => [name, '']),
  );
  const out = new Table({
    head: [...head],
    chars: { ...none, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  out.push(...rows.map((row) => row.map(String)));
  return out.toString();
}

export const taskTable = (tasks: readonly Task[]) =>
  table(
    ['ID', 'TYPE', 'QUEUE', 'STATUS', 'PERCENT', 'STEP', 'WORKER', 'DUE'],
    tasks.map(({ id, type, queue, status, percent, step = '', worker = '', dueAt = '' }) => [
      id,
      type,
      queue,
      status,
      Math.round(percent),
      step,
      worker,
      dueAt,
    ]),
  );

export const registeredTable = ({ items }: RegisteredTaskList) =>
  table(
    ['TYPE', 'QUEUE', 'ATTEMPTS', 'SOFT_S', 'HARD_S', 'WORKERS'],
    items.map((one) => [one.type, one.queue, one.attempts, one.softSeconds, one.hardSeconds, one.workers]),
  );

export const statsTable = ({ items }: QueueStatsList) =>
  table(
    ['QUEUE', 'WORKERS', 'SLOTS', 'ACTIVE', 'RESERVED', 'QUEUED', 'SCHEDULED', 'RETRYING', 'DONE_1H', 'FAILED_1H'],
    items.map(({ lastHour, ...one }) => [
      one.queue,
      one.workers,
      one.slots,
      one.active,
      one.reserved,
      one.queued,
      one.scheduled,
      one.retrying,
      lastHour.succeeded,
      lastHour.failed,
    ]),
  );
