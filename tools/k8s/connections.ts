interface Connections {
  /** As DATABASE_POOL_SIZE is by itself. */
  readonly pool: number;
  /** One for each channel that it listens to, and one for all that it leads. */
  readonly beside: number;
}

/** To Postgres, by each replica. */
export const connectionsOfReplica: Readonly<Record<string, Connections>> = {
  gateway: { pool: 10, beside: 1 },
  'job-status': { pool: 10, beside: 7 },
  notifications: { pool: 20, beside: 3 },
  maintenance: { pool: 10, beside: 2 },
};

/** A test of a backup (4), the care of the database, a migration, first keys, and 3 that Postgres keeps for superusers. */
export const connectionsBeside = 10;
