import type { Database, Statements } from './database.js';
import { jobNamedIn } from './job-named-in.js';
import { personalTables } from './personal-rows.js';
import { systemUserId } from './system-user.js';

const rowsAtOnce = 500;
/** Each has some rows more. */
const jobsAtOnce = 100;
/** By these somebody is looked for. They go at the end, so that an attempt after a failed one looks for the same. */
const lastTables = ['users', 'notification_preferences'];

export interface RewrittenField {
  readonly jobId: string;
  readonly part: 'input' | 'output';
  readonly field: string;
}

/** Takes somebody out of the database. Every part may be done again. */
export class PersonErasure {
  constructor(private readonly database: Database) {}

  /** The erasure itself is nobody's: it outlives whom it erases. */
  async takeOver(jobId: string) {
    await this.database.execute('UPDATE jobs SET user_id = $2 WHERE id = $1', [jobId, systemUserId]);
  }

  /** Their keys and tokens open nothing any more. Answers how long ago the last of them was taken, in ms; none: nobody could come in. */
  async lockOut(userId: string): Promise<number | undefined> {
    await this.database.execute(
      'UPDATE api_keys SET revoked_at = now() WHERE user_id = $1 AND (revoked_at IS NULL OR revoked_at > now())',
      [userId],
    );
    await this.database.execute('UPDATE users SET disabled_at = coalesce(disabled_at, now()) WHERE id = $1', [userId]);
    const [row] = await this.database.query<{ ageMs: number | null }>(
      `SELECT extract(epoch FROM clock_timestamp() - greatest(
         (SELECT max(revoked_at) FROM api_keys WHERE user_id = $1),
         (SELECT disabled_at FROM users WHERE id = $1 AND issuer IS NOT NULL)))::float8 * 1000 AS "ageMs"`,
      [userId],
    );
    return row?.ageMs ?? undefined;
  }

  /** What others have had made about them, and what the platform has done over their jobs, ends with theirs. */
  async claim(userId: string, erasure: string) {
    // Nothing more follows from jobs that have ended; what has, is there by now.
    await this.database.execute('DELETE FROM ended_jobs WHERE job_id IN (SELECT id FROM jobs WHERE user_id = $1)', [
      userId,
    ]);
    await this.database.execute(
      `WITH RECURSIVE about AS (
         SELECT id FROM jobs WHERE user_id <> $1 AND type <> $2 AND input ->> 'userId' = $1::text
         UNION SELECT jobs.id FROM jobs JOIN about ON jobs.parent_id = about.id
       ) UPDATE jobs SET user_id = $1 FROM about WHERE jobs.id = about.id AND jobs.user_id <> $1`,
      [userId, erasure],
    );
    await this.database.execute(
      `UPDATE jobs SET user_id = $1 WHERE user_id = $2 AND type <> $3
         AND ${jobNamedIn('jobs')} IN (SELECT own.id::text FROM jobs own WHERE own.user_id = $1)`,
      [userId, systemUserId, erasure],
    );
  }

  /** Of their root jobs those that have not ended, oldest first; parts end with them, and are named where theirs is gone. */
  async openJobs(userId: string): Promise<{ id: string; isPart: boolean; status: string }[]> {
    return this.database.query(
      `SELECT id, parent_id IS NOT NULL AS "isPart", status FROM jobs WHERE user_id = $1 AND finished_at IS NULL
       ORDER BY parent_id IS NOT NULL, id LIMIT 500`,
      [userId],
    );
  }

  /** A field of an ended job of others that had them in it. What its events repeat of it goes. */
  rewrite({ jobId, part, field }: RewrittenField, value: unknown): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.execute(`UPDATE jobs SET ${part} = jsonb_set(${part}, $2, $3) WHERE id = $1`, [
        ...[jobId, [field], JSON.stringify(value)],
      ]);
      await tx.execute('UPDATE events SET data = data #- $2 WHERE job_id = $1', [jobId, ['change', part, field]]);
    });
  }

  /** What is not theirs but speaks of them. */
  forget(userId: string, words: readonly string[] = []): Promise<void> {
    return this.database.transaction((tx) => forget(tx, userId, words));
  }

  /** All rows but those by which they are looked for. `words` are blotted out where others have written them on record. Answers how many. */
  async removeRows(userId: string, words: readonly string[] = [], onRows: (rows: number) => void = () => undefined) {
    await this.forget(userId, words);
    let rows = 0;
    for (const { table, of, jobColumn } of personalTables) {
      if (lastTables.includes(table) || jobColumn) continue;
      const remove = table === 'jobs' ? removeJobs : removeSome(table, of);
      for (;;) {
        const gone = await this.database.transaction((tx) => remove(tx, userId));
        if (!gone) break;
        rows += gone;
        onRows(rows);
      }
    }
    return rows;
  }

  /** How many rows stay until `finish`. */
  async lastRows(userId: string): Promise<number> {
    let rows = 0;
    for (const { table, of } of personalTables) {
      if (lastTables.includes(table))
        rows += (await this.database.query(`SELECT 1 FROM ${table} r WHERE ${of}`, [userId])).length;
    }
    return rows;
  }

  /** The last of them. False where something of theirs has come meanwhile: who held a key may have been in the middle of it. */
  finish(userId: string, erasure: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      // Whoever adds a row of theirs waits for this, and then finds nobody.
      await tx.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [userId]);
      for (const { table, of } of personalTables) {
        if (lastTables.includes(table)) continue;
        const [left] = await tx.query(`SELECT 1 FROM ${table} r WHERE ${of} LIMIT 1`, [userId]);
        if (left) return false;
      }
      await tx.execute('DELETE FROM users WHERE id = $1', [userId]);
      await forgetErasures(tx, userId, erasure);
      return true;
    });
  }
}

/** Some rows of a table, of which each is found by an index. */
const removeSome = (table: string, of: string) => (tx: Statements, userId: string) =>
  tx.execute(
    `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT r.ctid FROM ${table} r WHERE ${of} LIMIT ${rowsAtOnce}))`,
    [userId],
  );

/** Some jobs, and all rows that are theirs. Answers how many rows that were. */
async function removeJobs(tx: Statements, userId: string): Promise<number> {
  const jobs = await tx.query<{ id: string }>(childless, [userId]);
  const ids = jobs.map(({ id }) => id);
  let rows = 0;
  for (const { table, jobColumn } of personalTables) {
    if (jobColumn) rows += await tx.execute(`DELETE FROM ${table} WHERE ${jobColumn} = ANY($1::uuid[])`, [ids]);
  }
  return rows + (await tx.execute('DELETE FROM jobs WHERE id = ANY($1::uuid[])', [ids]));
}

async function forget(tx: Statements, userId: string, words: readonly string[]) {
  await tx.execute(leaveProjects, [userId]);
  await tx.execute('UPDATE audit_entries SET actor_id = NULL WHERE actor_id = $1', [userId]);
  for (const text of [userId, ...words]) await blotOut(tx, text);
  await tx.execute(quietAlerts, [userId]);
  for (const table of ['effects', 'delivery_tries', 'alert_times']) {
    await tx.execute(`DELETE FROM ${table} WHERE strpos(key, $1) > 0`, [userId]);
  }
  await tx.execute('DELETE FROM schedules WHERE strpos(input::text, $1) > 0', [userId]);
}

/** From what was done, from what went wrong, and from what the platform said of it. Upper and lower case are the same. */
async function blotOut(tx: Statements, text: string) {
  const [plain, inJson] = [text, JSON.stringify(text).slice(1, -1)].map((each) => each.replaceAll(ofPatterns, '\\$&'));
  await tx.execute(
    `UPDATE audit_entries SET subject = regexp_replace(subject, $1, 'erased', 'gi'),
       detail = regexp_replace(detail::text, $2, 'erased', 'gi')::jsonb WHERE subject ~* $1 OR detail::text ~* $2`,
    [plain, inJson],
  );
  await tx.execute('DELETE FROM alerts WHERE subject ~* $1 OR message ~* $1', [plain]);
  await tx.execute(
    `UPDATE notifications SET subject = regexp_replace(subject, $1, 'erased', 'gi'), message = regexp_replace(message, $1, 'erased', 'gi')
     WHERE topic = 'systemAlert' AND (subject ~* $1 OR message ~* $1)`,
    [plain],
  );
  await tx.execute(
    `UPDATE jobs SET input = regexp_replace(input::text, $1, 'erased', 'gi')::jsonb
     WHERE user_id = $2 AND type LIKE 'notifications.%' AND input::text ~* $1`,
    [inJson, systemUserId],
  );
}

const ofPatterns = /[\\^$.|?*+()[\]{}]/g;

/** Jobs that have erased them name them as long as they are at work, and no longer. */
async function forgetErasures(tx: Statements, userId: string, erasure: string) {
  await tx.execute(
    `WITH done AS (
       UPDATE jobs SET input = jsonb_set(input, '{userId}', '"00000000-0000-0000-0000-000000000000"')
       WHERE type = $2 AND input ->> 'userId' = $1 RETURNING id
     ) UPDATE events SET data = data #- '{change,input}' FROM done WHERE events.job_id = done.id`,
    [userId, erasure],
  );
}

// With a job its parts would go, and what nothing but their ids leads to would stay.
const childless = `
  SELECT id FROM jobs WHERE user_id = $1 AND NOT EXISTS (SELECT 1 FROM jobs part WHERE part.parent_id = jobs.id)
  LIMIT ${jobsAtOnce}`;

// A project outlives its last owner while there are others: who has been there longest, editors first, takes it over.
const leaveProjects = `
  UPDATE project_members SET role = 'owner' FROM (
    SELECT DISTINCT ON (m.project_id) m.project_id, m.user_id FROM project_members m
    WHERE m.user_id <> $1 AND m.project_id IN (SELECT own.project_id FROM project_members own WHERE own.user_id = $1)
      AND NOT EXISTS (SELECT 1 FROM project_members other
        WHERE other.project_id = m.project_id AND other.user_id <> $1 AND other.role = 'owner')
    ORDER BY m.project_id, (m.role = 'editor') DESC, m.added_at, m.user_id
  ) heir WHERE project_members.project_id = heir.project_id AND project_members.user_id = heir.user_id`;

// The message of an alert quotes the newest of alike failures. What one of theirs may have said is left out.
const quietAlerts = `
  UPDATE alerts SET message = regexp_replace(message, '^(\\S+ failed: \\S+): .*$', '\\1')
  WHERE kind = 'deadLetter' AND split_part(message, ' ', 1) IN (
    SELECT jobs.type FROM jobs WHERE jobs.user_id = $1 AND (jobs.status = 'failed'
      OR EXISTS (SELECT 1 FROM attempts WHERE attempts.job_id = jobs.id AND attempts.error IS NOT NULL)))`;
