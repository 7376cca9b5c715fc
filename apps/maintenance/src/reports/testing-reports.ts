import { reportJobs } from '@polyspool/contracts/reports';
import type { Database } from '@polyspool/database/database';
import { newJobId } from '@polyspool/jobs/job-ids';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { Storage } from '@polyspool/storage/storage';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type House, openHouse } from '../testing-house.js';

type ReportType = keyof typeof reportJobs;

/** maintenance that makes reports, and people who have done something. */
export async function openReports() {
  const house = await openHouse();
  const { app, database } = house;
  return {
    ...house,
    make: makerOf(house),
    ...rowsOf(database),
    mails: () =>
      database.query<{ id: string; input: Record<string, unknown> }>(
        `SELECT id, input FROM jobs WHERE type = 'notifications.send'`,
      ),
    storage: app.get(Storage),
  };
}

export type TestReports = Awaited<ReturnType<typeof openReports>>;

/** Accepts a job, has it run, and answers with its files. */
const makerOf =
  ({ app, jobs, put, ended, keys }: House) =>
  async (type: ReportType, given: Record<string, unknown>, userId: string, id = newJobId()) => {
    const storage = app.get(Storage);
    const contract = reportJobs[type];
    const input = contract.input.parse(given);
    const row = { id, userId, type: contract.name, queue: contract.queue, input };
    if (!(await jobs.find(id, undefined))) await jobs.accept(row, 1_000);
    await put(contract, input, id);
    const { completed } = await ended(id, contract.queue);
    if (!completed) throw new Error('The job has failed');
    const files = new Map<string, Buffer>();
    for (const { name, key } of completed.artifacts) {
      files.set(name, await buffer(await storage.read(key)));
    }
    const output = await unpackOutput(contract, id, completed.output, { storage, keys });
    return { id, files, output: contract.output.parse(output), text: (name: string) => files.get(name)!.toString() };
  };

const rowsOf = (database: Database) => {
  const execute = (sql: string, ...values: unknown[]) => database.execute(sql, values);
  return {
    addUser: async (name: string, role = 'user') => {
      const id = randomUUID();
      await execute('INSERT INTO users (id, name, role) VALUES ($1, $2, $3)', id, name, role);
      return id;
    },
    /** A job of somebody that ran for ten seconds from a moment on. */
    addJob: (userId: string, at: string, type = 'video.process', status = 'succeeded') =>
      execute(
        `INSERT INTO jobs (id, user_id, type, queue, input, status, error, created_at, started_at, finished_at, work_unit, work_amount)
         VALUES ($1, $2, $3, 'video', '{}', $4, $5, $6::timestamptz, $6::timestamptz + interval '1 s',
           $6::timestamptz + interval '11 s', 'seconds', 60)`,
        ...[
          randomUUID(),
          userId,
          type,
          status,
          status === 'failed' ? { code: 'media.unreadable', detail: 'x' } : null,
          at,
        ],
      ),
    addRecords: (userId: string, count: number) =>
      execute(
        `INSERT INTO records (id, user_id, title, words, processing_state, created_at, language, contributor, category, measures)
         SELECT gen_random_uuid(), $1, 'Record ' || n, '', 'processed', '2026-11-01'::timestamptz - n % 9 * interval '31 d',
           (ARRAY['te','hi','en'])[1 + n % 3], (ARRAY['లక్ష్మీ నారాయణమ్మ','=SUM(A1)'])[1 + n % 2] || ' ' || n % 300, 'జానపద',
           jsonb_build_object('durationSeconds', 36, 'speechSeconds', 18, 'flags', CASE n % 4 WHEN 0 THEN '["noisy"]'::jsonb ELSE '[]' END)
         FROM generate_series(1, $2::int) n`,
        ...[userId, count],
      ),
  };
};
