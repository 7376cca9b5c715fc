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

/** Of deliveries that nothing tries any more: their jobs have long ended. Answers how many. */
export const removeOldTries = (statements: Statements) =>
  statements.execute(
    `DELETE FROM delivery_tries WHERE key IN (
       SELECT key FROM delivery_tries WHERE at < now() - interval '90 days' LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
  );

/** Longer ago than any throttle lasts. Answers how many. */
export const removeOldAlertTimes = (statements: Statements) =>
  statements.execute(
    `DELETE FROM alert_times WHERE key IN (
       SELECT key FROM alert_times WHERE at < now() - interval '7 days' LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
  );
