// `node tools/bench/event-log/event-log.ts [--events 5000000] [--months 24]`: the partitioned log when it is large. Names a database
// server by TEST_DATABASE_URL, makes a database of its own there and removes it again.
import { dataSource } from '@polyspool/database/data-source';
import { Database } from '@polyspool/database/database';
import { EventLog, type NewEvent } from '@polyspool/database/event-log';
import { EventMonths } from '@polyspool/database/event-months';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { quantile } from '../figures.ts';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '5000000' }, months: { type: 'string', default: '24' } },
});
const months = Number(values.months);
const perJob = 20;
const jobs = Math.round(Number(values.events) / perJob);
const now = new Date();
const monthAgo = (count: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count));
const userId = randomUUID();

const made = await makeTestDatabase(process.env.TEST_DATABASE_URL ?? '');
const database = new Database(made.url, await dataSource(made.url).initialize());
const log = new EventLog(database);
const partitions = new EventMonths(database);
try {
  await fill();
  await measure();
} finally {
  await database.onApplicationShutdown();
  await made.drop();
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const result = await work();
  console.log(`${name.padEnd(72)} ${(performance.now() - startedAt).toFixed(1)} ms`);
  return result;
}

async function fill() {
  for (let ago = months - 1; ago >= 0; ago -= 4) await partitions.prepare(monthAgo(ago));
  await partitions.prepare(now);
  await database.execute(`INSERT INTO users (id, name, role) VALUES ($1, 'Bench', 'user')`, [userId]);
  for (let ago = months - 1; ago >= 0; ago -= 1) {
    await database.execute(
      `INSERT INTO jobs (id, user_id, type, queue, status, input, created_at, started_at, finished_at)
       SELECT gen_random_uuid(), $1, 'system.debug', 'system', 'succeeded', '{}', at, at, at
       FROM (SELECT $2::timestamptz + n * interval '1 s' AS at FROM generate_series(1, $3) n) made`,
      [userId, monthAgo(ago), Math.round(jobs / months)],
    );
  }
  await timed(`${jobs * perJob} events of ${jobs} jobs written by one statement`, () =>
    database.execute(
      `INSERT INTO events (job_id, seq, run, type, data, at)
       SELECT id, told, 1, 'progress', '{"change": {"percent": 50, "step": "transcribe", "message": "Chunk 3 of 12"}}', created_at + told * interval '1 s'
       FROM jobs, generate_series(1, ${perJob}) told ORDER BY created_at`,
    ),
  );
}

async function measure() {
  const [size] = await database.query<{ bytes: number; parts: number }>(
    `SELECT sum(pg_total_relation_size(relid))::float8 AS bytes, count(*)::int AS parts FROM pg_partition_tree('events') WHERE isleaf`,
  );
  console.log(
    `${(size!.bytes / 2 ** 20).toFixed(0)} MiB in ${size!.parts} partitions, ${Math.round(size!.bytes / jobs / perJob)} bytes an event`,
  );
  const young = await idsOf('DESC');
  const old = await idsOf('ASC');
  await append(young);
  // As autovacuum does: without statistics the planner starts parallel workers, which takes longer than the reading.
  await timed('ANALYZE', () => database.execute('ANALYZE events, jobs'));
  for (const [name, ids] of [
    ['of this month', young],
    ['of two years ago', old],
  ] as const) {
    await replays(
      `replay of a job ${name}`,
      ids.slice(0, 100).map((id) => [id]),
    );
    await replays(`news of 50 jobs ${name}`, [ids.slice(100, 150), ids.slice(110, 160), ids.slice(120, 170)]);
  }
  await timed('three months ahead are there already', () => partitions.prepare());
  const [oldest] = await timed('which months may go', () => partitions.over(60));
  await timed(`drop of ${oldest!.name} (${(oldest!.bytes / 2 ** 20).toFixed(0)} MiB)`, () =>
    partitions.drop(oldest!, 60),
  );
  const last = monthAgo(months - 2);
  await timed('the same by DELETE, of the next month', () =>
    database.execute('DELETE FROM events WHERE at >= $1 AND at < $2', [last, monthAgo(months - 3)]),
  );
  await timed('a new column', () => database.execute('ALTER TABLE events ADD COLUMN note text'));
  await strayed();
}

async function idsOf(order: 'ASC' | 'DESC') {
  const rows = await database.query<{ id: string }>(`SELECT id FROM jobs ORDER BY created_at ${order} LIMIT 200`);
  return rows.map(({ id }) => id);
}

async function append(ids: readonly string[]) {
  const rounds = 200;
  const batch = (round: number) =>
    ids.slice(-20).map((jobId): NewEvent => ({
      jobId,
      seq: 100 + round,
      run: 1,
      type: 'progress',
      change: { percent: 1, message: 'Chunk 3 of 12' },
    }));
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) await database.transaction((tx) => log.append(tx, batch(round)));
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `append by batches of 20, a transaction each, one after the other: ${Math.round((rounds * 20) / seconds)} events/s`,
  );
}

async function replays(name: string, groups: readonly (readonly string[])[]) {
  const times: number[] = [];
  for (const ids of groups) {
    const startedAt = performance.now();
    await log.after(new Map(ids.map((id) => [id, 10])));
    times.push(performance.now() - startedAt);
  }
  console.log(`${name}: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`);
}

/** What a month lays into the default partition while nobody makes months. */
async function strayed() {
  const rows = 1_000_000;
  const at = new Date(Date.UTC(now.getUTCFullYear() + 2, 0, 15));
  const stray = (count: number, moment: Date) =>
    database.execute(
      `INSERT INTO events (job_id, seq, run, type, data, at) SELECT gen_random_uuid(), 1, 1, 'progress', '{"change": {"percent": 50}}', $1 FROM generate_series(1, $2::int)`,
      [moment, count],
    );
  await stray(rows, at);
  await timed(`${rows} events of one month in the default partition become that month, and three more`, () =>
    partitions.prepare(at),
  );
  await stray(rows / 2, new Date(Date.UTC(now.getUTCFullYear() + 3, 0, 15)));
  await stray(rows / 2, new Date(Date.UTC(now.getUTCFullYear() + 3, 1, 15)));
  await timed(`${rows} events of two months move out of the default partition`, () =>
    partitions.prepare(new Date(Date.UTC(now.getUTCFullYear() + 3, 1, 15))),
  );
}
