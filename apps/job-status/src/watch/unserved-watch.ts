import { raiseAlerts } from '@polyspool/database/alerts';
import type { Database } from '@polyspool/database/database';
import { unservedQueues } from '@polyspool/database/unserved-queues';

/** A worker that is started again is back before that. */
const patienceMs = 60_000;

/** Raises an alert when jobs wait in a queue that nobody serves: once, until somebody serves it again. */
export class UnservedWatch {
  #told: ReadonlySet<string> = new Set();

  constructor(
    private readonly database: Database,
    private readonly waitedMs = patienceMs,
  ) {}

  async look() {
    const found = await unservedQueues(this.database, this.waitedMs);
    const alerts = found
      .filter(({ queue }) => !this.#told.has(queue))
      .map(({ queue, waiting }) => ({
        kind: 'queue',
        subject: queue,
        message: `No worker serves ${queue}, where ${waiting} jobs wait`,
        count: 1,
        at: new Date(),
        isNews: true,
      }));
    if (alerts.length) await this.database.transaction((tx) => raiseAlerts(tx, alerts));
    this.#told = new Set(found.map(({ queue }) => queue));
  }
}
