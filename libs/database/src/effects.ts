import type { Database, Statements } from './database.js';

export interface Effect {
  /** The same however often the job runs; the other side gets it too, where it can tell doubles apart by it. */
  readonly key: string;
  /** For example `mail`, `webhook`. */
  readonly kind: string;
  readonly jobId?: string | undefined;
}

/**
 * The ledger of what jobs do outside of the system. An effect and its entry come about together: what is written with
 * `tx` happens once; what leaves the database happens again only if the process ends between `perform` and the commit.
 */
export class Effects {
  constructor(private readonly database: Database) {}

  /** Answers whether it has come about now. Two at once: the second waits for the first, and performs if that fails. */
  once({ key, kind, jobId }: Effect, perform: (tx: Statements) => Promise<unknown>): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const isNew = await tx.execute(
        'INSERT INTO effects (key, kind, job_id) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING',
        [key, kind, jobId ?? null],
      );
      if (!isNew) return false;
      await perform(tx);
      return true;
    });
  }
}
