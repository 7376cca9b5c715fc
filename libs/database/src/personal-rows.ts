/** A table with rows of people. The row is called `r` in its SQL. */
export interface PersonalTable {
  readonly table: string;
  /** Whose a row is: an expression that gives the id of a user, or null for a row that is nobody's. */
  readonly owner: string;
  /** The same as a condition that finds the rows of the user $1 by an index. */
  readonly of: string;
  /** The column that names the job whose row it is: such rows are removed with their jobs. */
  readonly jobColumn?: string;
  /** Columns that leave the house with nobody, their owner included. */
  readonly secret?: readonly string[];
}

const owned = (table: string, column = 'user_id') => ({ table, owner: `r.${column}`, of: `r.${column} = $1` });

/** Rows that are a job's, which is somebody's. */
const ofJob = (table: string, column = 'job_id') => ({
  table,
  owner: `(SELECT jobs.user_id FROM jobs WHERE jobs.id = r.${column})`,
  of: `r.${column} IN (SELECT jobs.id FROM jobs WHERE jobs.user_id = $1)`,
  jobColumn: column,
});

const ofUpload = (table: string) => ({
  table,
  owner: '(SELECT uploads.user_id FROM uploads WHERE uploads.id = r.upload_id)',
  of: 'r.upload_id IN (SELECT uploads.id FROM uploads WHERE uploads.user_id = $1)',
});

const ofWebhook = (table: string) => ({
  table,
  owner: '(SELECT webhooks.user_id FROM webhooks WHERE webhooks.id = r.webhook_id)',
  of: 'r.webhook_id IN (SELECT webhooks.id FROM webhooks WHERE webhooks.user_id = $1)',
});

/** A project with one member is theirs; with several it is nobody's, and outlives each of them. */
const projects = {
  table: 'projects',
  owner: `(SELECT min(m.user_id::text)::uuid FROM project_members m WHERE m.project_id = r.id HAVING count(*) = 1)`,
  of: `r.id IN (SELECT m.project_id FROM project_members m WHERE m.user_id = $1)
    AND NOT EXISTS (SELECT 1 FROM project_members m WHERE m.project_id = r.id AND m.user_id <> $1)`,
};

/**
 * Every table with rows of people, in the order in which they are removed: what tells whose a row is stands after it.
 * A table with a way to `users`, or to a job or upload, that is missing here fails the test beside this file.
 */
export const personalTables: readonly PersonalTable[] = [
  ofJob('events'),
  ofJob('attempts'),
  ofJob('artifacts'),
  ofJob('dead_letters'),
  ofJob('commands'),
  ofJob('delivery_tries'),
  ofJob('effects'),
  ofJob('debug_effects'),
  ofJob('ended_jobs'),
  owned('outbox'),
  owned('idempotency_keys'),
  owned('idempotent_answers'),
  ofJob('job_webhooks'),
  ofWebhook('webhook_deliveries'),
  { ...owned('webhooks'), secret: ['secret', 'old_secret'] },
  ofUpload('project_assets'),
  owned('records'),
  owned('notifications'),
  owned('address_checks'),
  owned('notification_preferences'),
  owned('jobs'),
  owned('uploads'),
  owned('learner_words'),
  owned('glossaries'),
  owned('translation_memory'),
  projects,
  owned('project_members'),
  { ...owned('person_keys'), secret: ['wrapped_key'] },
  { ...owned('api_keys'), secret: ['hash'] },
  owned('users', 'id'),
];

/** Tables whose columns point at somebody's things, and that are nobody's all the same. */
export const nobodysTables: Readonly<Record<string, string>> = {
  schedules: 'of the platform; its last job is one of the system user',
  backups: 'of the platform; the job that made one is an operator’s or the system user’s',
  alert_times: 'when administrators were told of something; its job is one of the system user',
  audit_entries: 'what was done stays on record; an erased person is no longer named in it',
};
