import { incomingFolder, uploadFolder, uploadKey, FileKey } from '@polyspool/contracts/files';
import type { Database } from '@polyspool/database/database';
import { newJobId } from '@polyspool/jobs/job-ids';
import { Storage } from '@polyspool/storage/storage';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '../testing-house.js';

/** Somebody with a thing of every sort, each of which says `mark`. */
export async function settle(house: House, name: string, mark: string) {
  const { database } = house;
  const storage = house.app.get(Storage);
  const id = newJobId();
  const run = (sql: string, ...values: unknown[]) => database.execute(sql, values);
  await run(`INSERT INTO users (id, name, role) VALUES ($1, $2, 'user')`, id, name);
  await run(
    `INSERT INTO api_keys (id, user_id, name, hash, revoked_at) VALUES ($1, $2, $3, $4, now() - interval '1 minute')`,
    ...[randomUUID(), id, mark, createHash('sha256').update(mark).digest()],
  );
  const preferences = { email: `${mark}@example.org` };
  await run('INSERT INTO notification_preferences (user_id, preferences) VALUES ($1, $2)', id, preferences);
  const uploadId = newJobId();
  await run(
    `INSERT INTO uploads (id, user_id, kind, name, media_type, bytes, sha256, probe)
     VALUES ($1, $2, 'script', $3, 'text/plain', 9, $4, '{}')`,
    ...[uploadId, id, `${mark}.txt`, mark],
  );
  await storage.write(uploadKey(uploadId), `Script of ${mark}`);
  await storage.write(FileKey.parse(`${incomingFolder(id)}/${randomUUID()}/pieces/0`), `Half a script of ${mark}`);
  const job = await house.jobs.accept(
    { id: newJobId(), userId: id, type: 'system.debug', queue: 'system', input: { note: mark, uploadId } },
    100,
  );
  await run('DELETE FROM outbox WHERE job_id = $1', job.id);
  const error = { code: 'internal', detail: mark };
  await run(`UPDATE jobs SET status = 'failed', finished_at = now(), error = $2 WHERE id = $1`, job.id, error);
  await run(
    `INSERT INTO attempts (job_id, run, attempt, worker, started_at, outcome, error) VALUES ($1, 1, 1, 'w', now(), 'failed', $2)`,
    ...[job.id, error],
  );
  await run(`INSERT INTO dead_letters (job_id, fingerprint, died_at) VALUES ($1, $2, now())`, job.id, mark);
  const file = FileKey.parse(`jobs/${job.id}/${randomUUID()}/result.txt`);
  await storage.write(file, `Made for ${mark}`);
  await storage.write(FileKey.parse(`jobs/${job.id}/input/note.json`), JSON.stringify(mark));
  await run(
    `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key)
     VALUES ($1, $2, 'result.txt', 'report', 'text/plain', 9, $3, $4)`,
    ...[newJobId(), job.id, mark, file],
  );
  await keepSteps(storage, { uploadId, jobId: job.id, mark });
  await keepWords(database, id, mark);
  return { id, mark, uploadId, jobId: job.id, waiting: (await waitingJob(house, id, mark)).id };
}

/** What steps keep, for anybody and for those who may see the upload. */
async function keepSteps(storage: Storage, { uploadId, jobId, mark }: Record<'uploadId' | 'jobId' | 'mark', string>) {
  for (const root of ['steps', `${uploadFolder(uploadId)}/steps`]) {
    const folder = `${root}/ab/${createHash('sha256').update(mark).digest('hex')}`;
    await storage.write(FileKey.parse(`${folder}/files/text.txt`), mark);
    await storage.write(
      FileKey.parse(`${folder}/result.json`),
      JSON.stringify({ result: mark, by: `${jobId}_1/1`, files: [] }),
    );
  }
}

export type Settled = Awaited<ReturnType<typeof settle>>;

/** It is to begin tomorrow. */
const waitingJob = ({ jobs }: House, userId: string, note: string) => {
  const runAt = new Date(Date.now() + 86_400_000);
  return jobs.accept({ id: newJobId(), userId, type: 'system.debug', queue: 'system', input: { note }, runAt }, 100);
};

async function keepWords(database: Database, id: string, mark: string) {
  const run = (sql: string, ...values: unknown[]) => database.execute(sql, values);
  await run(`INSERT INTO learner_words (user_id, language, lemma, state) VALUES ($1, 'en', $2, 'known')`, id, mark);
  await run(
    `INSERT INTO glossaries (id, user_id, name, from_language, to_language, terms) VALUES ($1, $2, $3, 'en', 'es', '[]')`,
    ...[randomUUID(), id, mark],
  );
  await run(
    `INSERT INTO translation_memory (id, user_id, from_language, to_language, source, source_hash, target)
     VALUES ($1, $2, 'en', 'es', $3::text, sha256($3::text::bytea), 'x')`,
    ...[randomUUID(), id, mark],
  );
  await run(
    `INSERT INTO notifications (id, user_id, topic, subject, message) VALUES ($1, $2, 'jobFailed', $3, 'x')`,
    ...[randomUUID(), id, mark],
  );
  await run(`INSERT INTO idempotency_keys (user_id, key, request_hash, job_id) VALUES ($1, $2, 'x', $3)`, id, mark, id);
  await run(
    `INSERT INTO idempotent_answers (user_id, key, request_hash, body) VALUES ($1, 'x', 'x', to_jsonb($2::text))`,
    ...[id, mark],
  );
  const alone = randomUUID();
  await run('INSERT INTO projects (id, name) VALUES ($1, $2)', alone, mark);
  await run(`INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'owner')`, alone, id);
}

/** Every row, file and key, as text: what stands in none of them is nowhere. */
export async function everything(house: House) {
  const tables = await house.database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await house.database.query<{ row: string }>(`SELECT to_jsonb(r)::text AS row FROM "${name}" r`);
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  const names = await readdir(house.folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.map(async (path) => `${path} ${await readFile(path, 'latin1')}`));
  const keys = JSON.parse(await house.redis.contents()) as [string, unknown][];
  const held = keys.flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => JSON.stringify([key, each])),
  );
  return [...rows, ...files.sort(), ...held];
}
