import { EventLog } from '@polyspool/database/event-log';
import type { House } from '../testing-house.js';

const line = 'x'.repeat(100_000);

/** Events from the second to the last of a job, more than waits for anybody who does not read; nobody is given notice. */
export function flood(house: Pick<House, 'database' | 'status'>, jobId: string, last: number) {
  const event = { jobId, run: 1, type: 'progress', change: { percent: 9 }, log: [line] };
  const events = Array.from({ length: last - 1 }, (_, at) => ({ ...event, seq: at + 2 }));
  return house.database.transaction(async (tx) => {
    await tx.execute('UPDATE jobs SET seq = $2 WHERE id = $1', [jobId, last]);
    await house.status.get(EventLog).append(tx, events);
  });
}
