import type { Statements } from '@polyspool/database/database';
import type { EndedJob } from '@polyspool/database/ended-jobs';

/** What follows from the end of a job. It comes about in the transaction that takes the job out of the outbox: once. */
export interface EndedJobFollower {
  /** Answers what is to be done when that is committed, if anything. Nothing but Postgres is waited for. */
  follow(tx: Statements, ended: readonly EndedJob[]): Promise<(() => void) | void>;
}

/** Abstract so that Nest can inject it. */
export abstract class EndedJobFollowers {
  abstract readonly all: readonly EndedJobFollower[];
}
