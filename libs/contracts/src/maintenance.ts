import { z } from 'zod';
import { defineJobs } from './define-jobs.js';

const limits = {
  queue: 'maintenance',
  retries: 2,
  backoff: { type: 'exponential', delayMs: 60_000, jitter: 0.5 },
  softLimitMs: 1_500_000,
  hardLimitMs: 1_800_000,
  jobsPerProcess: 1_000,
  audience: 'operators',
} as const;

const backupLimits = {
  ...limits,
  queue: 'backup',
  softLimitMs: 6_900_000,
  hardLimitMs: 7_200_000,
  jobsPerProcess: 10,
} as const;

/** What was removed; with `dryRun`, what would be. */
export const CleanedUp = z.object({
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** Rows of the database whose files are gone. */
  rows: z.int().nonnegative(),
  dryRun: z.boolean(),
  /** Some of them, for people to look at. */
  examples: z.array(z.string()).max(50),
});
export type CleanedUp = z.output<typeof CleanedUp>;

const dryRun = z.boolean().default(false);

export const BackupKind = z.enum(['daily', 'weekly', 'monthly']);
export type BackupKind = z.output<typeof BackupKind>;

export const Backup = z.object({
  id: z.uuid(),
  kind: BackupKind,
  bytes: z.int().nonnegative(),
  /** Of the encrypted file. */
  sha256: z.string(),
  rows: z.int().nonnegative(),
  tables: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  /** When it was last restored into a scratch database, and came out the same. */
  testedAt: z.iso.datetime().optional(),
});
export type Backup = z.output<typeof Backup>;

export const BackupPage = z.object({ items: z.array(Backup), nextCursor: z.string().optional() });
export type BackupPage = z.output<typeof BackupPage>;

export const maintenanceJobs = defineJobs('maintenance', {
  /** Files that belong to nothing any longer: temporary, never published, orphaned. Nobody's uploads or artifacts. */
  cleanupOldFiles: {
    ...limits,
    input: z.strictObject({ days: z.int().min(1).max(3_650).default(7), dryRun }),
    output: CleanedUp,
    steps: ['list', 'compare', 'remove'],
    weights: { list: 4, remove: 4 },
  },
  /** What broken-off uploads have left. */
  cleanupFailedUploads: {
    ...limits,
    input: z.strictObject({ hours: z.int().min(1).max(8_760).default(1), dryRun }),
    output: CleanedUp,
    steps: ['list', 'remove'],
  },
  /** Results whose time is over, in the database and in storage; and rows that only served their time. */
  expireResults: {
    ...limits,
    input: z.strictObject({ dryRun }),
    output: CleanedUp,
    steps: ['results', 'rows'],
  },
  /** VACUUM and ANALYZE where they are due, and a look at the indexes. One at a time, by an advisory lock. */
  optimizeDatabase: {
    ...limits,
    input: z.strictObject({ reindex: z.boolean().default(false) }),
    output: z.object({
      vacuumed: z.array(z.object({ table: z.string(), deadRows: z.int(), bytesBefore: z.int(), bytesAfter: z.int() })),
      analyzed: z.array(z.string()),
      /** Found by a look at the statistics; `reindexed` where it was asked for. */
      indexes: z.array(
        z.object({
          index: z.string(),
          table: z.string(),
          fault: z.enum(['invalid', 'unused', 'bloated', 'duplicate']),
          bytes: z.int(),
        }),
      ),
      reindexed: z.array(z.string()),
    }),
    steps: ['look', 'vacuum', 'indexes'],
    weights: { vacuum: 8 },
  },
  /** The whole database to storage, encrypted and with a checksum; then those that retention no longer keeps are removed. */
  backupDatabase: {
    ...backupLimits,
    input: z.strictObject({}),
    output: z.object({ backup: Backup, removed: z.int().nonnegative() }),
    steps: ['dump', 'people', 'retain'],
    weights: { dump: 10, people: 10 },
  },
  /** Restores a backup, the newest where none is named, into a scratch database and compares the rows of each table. */
  restoreTest: {
    ...backupLimits,
    input: z.strictObject({ backupId: z.uuid().optional() }),
    output: z.object({
      backupId: z.uuid(),
      /** Rows of people who have been erased since are not expected: nobody can read them. */
      tables: z.array(
        z.object({ table: z.string(), expectedRows: z.int(), restoredRows: z.int(), erasedRows: z.int() }),
      ),
      isSame: z.boolean(),
    }),
    steps: ['fetch', 'restore', 'compare'],
    weights: { restore: 10 },
  },
});
