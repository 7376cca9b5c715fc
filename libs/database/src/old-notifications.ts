import type { Statements } from './database.js';

const mostAtOnce = 1_000;

/** What was read a while ago, and what nobody has read in half a year. Answers how many. */
export const removeOldNotifications = (statements: Statements) =>
  statements.execute(
    `DELETE FROM notifications WHERE id IN (
       SELECT id FROM notifications
       WHERE read_at < now() - interval '30 days' OR created_at < now() - interval '180 days'
       LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
  );

/**
 * Of the ledger, and of what was tried without an entry in it: while its job is there, it may run again, and must find what
 * it has done. Answers how many.
 */
export const removeOldEffects = (statements: Statements) => removeOrphans(statements, 'effects', 'done_at');

export const removeOldTries = (statements: Statements) => removeOrphans(statements, 'delivery_tries', 'at');

const removeOrphans = (statements: Statements, table: 'effects' | 'delivery_tries', at: 'done_at' | 'at') =>
  statements.execute(
    `DELETE FROM ${table} WHERE key IN (
       SELECT key FROM ${table} WHERE ${at} < now() - interval '90 days' AND job_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM jobs WHERE jobs.id = ${table}.job_id)
       LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
  );

/** Longer ago than any throttle lasts. Answers how many. */
export const removeOldAlertTimes = (statements: Statements) =>
  statements.execute(
    `DELETE FROM alert_times WHERE key IN (
       SELECT key FROM alert_times WHERE at < now() - interval '7 days' LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
  );
