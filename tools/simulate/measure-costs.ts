import { Redis } from 'ioredis';
import { cpuSecondsOf } from '../bench/cpu.ts';
import { tableOf } from '../bench/table-of.ts';
import type { RunFile } from '../start/run-file.ts';
import type { RealQueue } from './real-queue.ts';

const jobs = 1_000;
/** Jobs that run side by side in four slots and tell of themselves twice a second. */
const telling = { jobs: 16, seconds: 8 };

type Counts = Readonly<Record<string, number>>;

/** What a job costs, and what each news of a running one does, by what the stores and the kernel count. */
export async function measureCosts(run: RunFile, queue: RealQueue) {
  const redis = new Redis(run.redisUrl);
  const counted = () => counts(run, queue, redis);
  const idle = await costs(counted, () => new Promise((resolve) => setTimeout(resolve, 10_000)));
  const ofJobs = await costs(counted, () =>
    queue.run(Array.from({ length: jobs }, (_, at) => ({ atS: at / 100, workS: 0 }))),
  );
  const ofNews = await costs(counted, () =>
    queue.run(Array.from({ length: telling.jobs }, () => ({ atS: 0, workS: telling.seconds }))),
  );
  redis.disconnect();
  const news = ofNews.counts['progress events']!;
  const rows = Object.keys(idle.counts).map((name) => {
    const busy = (of: typeof idle) => of.counts[name]! - (idle.counts[name]! * of.seconds) / idle.seconds;
    const perJob = busy(ofJobs) / jobs;
    return [
      name,
      shown(idle.counts[name]! / idle.seconds),
      shown(perJob),
      shown((busy(ofNews) - perJob * telling.jobs) / news),
    ];
  });
  return tableOf(['', 'idle, a second', 'a job', 'a news'], rows);
}

const shown = (value: number) => value.toPrecision(3);

async function costs(counted: () => Promise<Counts>, work: () => Promise<unknown>) {
  const [before, startedAt] = [await counted(), performance.now()];
  await work();
  await new Promise((resolve) => setTimeout(resolve, 2_000)); // statistics of Postgres are told once a second
  const after = await counted();
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    seconds,
    counts: Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]!])),
  };
}

async function counts({ pids, storePids }: RunFile, { database }: RealQueue, redis: Redis): Promise<Counts> {
  const { rows } = await database.query<Record<string, number>>(
    `SELECT (tup_inserted + tup_updated + tup_deleted)::float8 AS "rows written", xact_commit::float8 AS commits,
       (SELECT wal_bytes::float8 FROM pg_stat_wal) AS "WAL bytes", (SELECT count(*)::float8 FROM events) AS events,
       (SELECT count(*)::float8 FROM events WHERE type = 'progress') AS "progress events"
     FROM pg_stat_database WHERE datname = current_database()`,
  );
  const told = await redis.info('stats');
  const cpu = Object.entries({ ...pids, ...storePids }).map(([name, pid]) => [
    `CPU ms of ${name}`,
    cpuSecondsOf(pid) * 1_000,
  ]);
  return {
    ...rows[0]!,
    'Redis commands': Number(/total_commands_processed:(\d+)/.exec(told)?.[1]),
    ...(Object.fromEntries(cpu) as Counts),
  };
}
