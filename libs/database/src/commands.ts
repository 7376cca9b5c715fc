import type { JobStatus } from '@polyspool/contracts/job-status';
import type { Database } from './database.js';
import { isClaimed } from './outbox.js';

export interface CancelTarget {
  readonly finished: boolean;
  readonly id: string;
  readonly queue: string;
  readonly dispatch: number;
  readonly dispatched: boolean;
  /** A dispatcher is putting it into Redis just now. */
  readonly onItsWay: boolean;
  readonly status: JobStatus;
}

/** A job and the run that is to be cancelled: by the time somebody looks, another one may have begun. */
export interface Cancel {
  readonly id: string;
  readonly run: number;
}

export interface RetryTarget {
  readonly commandId: string;
  readonly id: string;
  readonly queue: string;
  readonly dispatch: number;
}

/** A cancel that comes meanwhile waits for so many. */
export const cancelledAtOnce = 50;

/** What people have asked of jobs on their way. A command stays until it is carried out. */
export class Commands {
  constructor(private readonly database: Database) {}

  /** The next jobs to cancel: those first that have not ended, each in its turn. */
  async cancels(): Promise<Cancel[]> {
    await this.#forgetEarlierRuns();
    await this.database.execute(forgetUntouched);
    return this.database.query(
      `SELECT id, run FROM jobs
       WHERE EXISTS (SELECT 1 FROM commands WHERE job_id = jobs.id AND kind = 'cancel' AND commands.run = jobs.run)
       ORDER BY finished_at IS NOT NULL, random() LIMIT ${cancelledAtOnce}`,
    );
  }

  /** Jobs that shall not wait for their next attempt any longer. */
  async retries(): Promise<RetryTarget[]> {
    await this.#forgetEarlierRuns();
    return this.database.query(
      `SELECT commands.id AS "commandId", jobs.id, queue, dispatch FROM commands JOIN jobs ON jobs.id = commands.job_id
       WHERE kind = 'retry' ORDER BY commands.id LIMIT 500`,
    );
  }

  async retried(commandIds: readonly string[]) {
    await this.database.execute('DELETE FROM commands WHERE id = ANY($1)', [commandIds]);
  }

  /** The root of a tree, and after it all that is open below; nothing where the root is in another run by now. */
  tree({ id, run }: Cancel): Promise<CancelTarget[]> {
    return this.database.query(
      `WITH RECURSIVE tree AS (
         SELECT id, 0 AS depth FROM jobs WHERE id = $1 AND run = $2
         UNION ALL SELECT jobs.id, depth + 1 FROM jobs JOIN tree ON jobs.parent_id = tree.id
       )
       SELECT jobs.id, queue, dispatch, dispatched_at IS NOT NULL AS dispatched, status,
         finished_at IS NOT NULL AS finished,
         EXISTS (SELECT 1 FROM outbox WHERE job_id = jobs.id AND ${isClaimed('outbox')}) AS "onItsWay"
       FROM jobs JOIN tree ON tree.id = jobs.id WHERE finished_at IS NULL OR depth = 0 ORDER BY depth, jobs.id`,
      [id, run],
    );
  }

  /** Not while an ended root has an open child: it was adopted, and the command given anew, since the tree was read. */
  async done({ id, run }: Cancel) {
    await this.database.execute(
      `DELETE FROM commands WHERE kind = 'cancel' AND job_id = $1 AND run = $2 AND NOT EXISTS (
         SELECT 1 FROM jobs root JOIN jobs child ON child.parent_id = root.id
         WHERE root.id = $1 AND root.finished_at IS NOT NULL AND child.finished_at IS NULL)`,
      [id, run],
    );
  }

  /** What was asked of an earlier run is over with it. */
  async #forgetEarlierRuns() {
    await this.database.execute(
      'DELETE FROM commands USING jobs WHERE jobs.id = commands.job_id AND jobs.run > commands.run',
    );
  }
}

// Ended before any dispatcher took them: there is nothing of them anywhere else.
const forgetUntouched = `
  DELETE FROM commands USING jobs WHERE jobs.id = commands.job_id AND kind = 'cancel' AND finished_at IS NOT NULL
    AND dispatched_at IS NULL AND dispatch = 1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.job_id = jobs.id)`;
