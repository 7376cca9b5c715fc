import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '../faults/until.ts';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

export const storeWalks: readonly WalkedRunbook[] = [
  {
    page: 'postgres-down',
    shows: 'without Postgres every request is answered 503, and with it as before',
    signs: ['PostgresDown', 'absent(job_queue_depth)'],
    breaks: async (walk) => {
      await walk.postgres.end('SIGQUIT');
      const { status, headers } = await walk.answer('GET', '/v1/jobs');
      expect([status, Number(headers.get('retry-after')) > 0]).toEqual([503, true]);
    },
    says: [/db-unreachable/, /Connection refused/],
    answers: /Connection refused|"db-unreachable"/,
    mends: async (walk) => {
      await walk.postgres.start();
      await walk.is('succeeded', await walk.submit('system.debug'));
    },
  },
  {
    page: 'queue-metrics-missing',
    shows: 'without Postgres job-status is not ready and tells of no queue, and it does again with it',
    signs: ['QueueMetricsMissing'],
    breaks: (walk) => walk.postgres.end('SIGQUIT'),
    says: [/db-unreachable/, /^0$/m],
    answers: /^0$|"db-unreachable"/,
    mends: (walk) => walk.postgres.start(),
  },
  {
    page: 'slo-budget',
    shows: 'requests that Postgres leaves without an answer use up the budget of errors',
    signs: ['ALERTS{alertname="SloBudgetBurns", slo="api-errors", severity="page", alertstate="firing"}'],
    breaks: async (walk) => {
      await walk.postgres.end('SIGQUIT');
      await until('they are counted', async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, () => walk.answer('GET', '/v1/jobs')));
        return (
          answers.every(({ status }) => status === 503) && walk.seen('slo:error_ratio:rate5m{slo="api-errors"} > 0.02')
        );
      });
    },
    mends: (walk) => walk.postgres.start(),
    lingers: true,
  },
  {
    page: 'database-pool-exhausted',
    shows: 'a transaction that others wait for is found, and ended they go on',
    signs: ['DatabasePoolExhausted'],
    breaks: async (walk) => {
      const crowd = askAgainAndAgain(walk, 40);
      walk.afterwards(() => crowd.stop());
      await hold(walk, 'LOCK TABLE jobs');
      await walk.type('service=gateway');
    },
    says: [/"db-unreachable"/, /^polyspool gateway\|active\|Lock\|/m, /^\d+\|\{[\d,]+\}\|/m, /^\d+\|200$/m],
    answers: /"db-unreachable"/,
    mends: async (walk) => {
      const { said: pid } = await walk.type('echo $pid');
      await walk.mend('database-pool-exhausted', 'psql $database', { pid });
    },
  },
  {
    page: 'events-outside-months',
    shows: 'an event of a far month stays where it is while somebody holds the log, and is taken into its month after',
    signs: ['EventsOutsideMonths', 'max(event_log_strays) == 1'],
    breaks: async (walk) => {
      const id = await walk.submit('system.debug');
      await walk.is('succeeded', id);
      // It keeps nobody from writing.
      await hold(walk, 'LOCK TABLE ONLY events IN SHARE UPDATE EXCLUSIVE MODE');
      const event = `SELECT id, 1000, 1, 'progress', '{}', '2038-01-19Z' FROM jobs WHERE id = '${id}'`;
      const columns = 'job_id, seq, run, type, data, at';
      const { exitCode } = await walk.type(`psql $database -c "INSERT INTO events (${columns}) ${event}"`);
      expect(exitCode).toBe(0);
      const log = join(walk.system.stateFolder, 'logs/job-status.log');
      const isSaid = async () => readFileSync(log, 'utf8').includes('Months of the event log could not be prepared');
      await until('job-status says so', isSaid, { limitMs: 90_000, everyMs: 500 });
    },
    says: [/lock timeout/, /^2038-01-01\|1\|/m, /^\d+\|ShareUpdateExclusiveLock\|idle in transaction\|/m],
    mends: async (walk) => {
      const { said: pid } = await walk.type('echo $pid');
      await walk.mend('events-outside-months', 'psql $database', { pid });
    },
  },
  {
    page: 'storage-full',
    shows: 'a disk that is full is not ready for uploads, and a larger one is',
    signs: ['StorageAlmostFull', 'StorageFillsUp', 'service_ready{job="gateway"} == 0'],
    asRoot: true,
    breaks: fillDisk,
    says: [/100%/, /ballast$/m],
    mends: async (walk) => {
      await walk.mend('storage-full', 'start() ');
      const looks = [
        await walk.mend('storage-full', `start '{"type": "maintenance.cleanupOldFiles"`),
        await walk.mend('storage-full', `start '{"type": "maintenance.expireResults"`),
      ];
      execFileSync('mount', ['-o', 'remount,size=8g', storageOf(walk)]);
      await walk.is('succeeded', ...looks);
      expect(await upload(walk)).toMatch(/"id":/);
    },
  },
  {
    page: 'backup-too-old',
    shows:
      'backups that are switched off are missed when the last one is old, and are made and restored when they are on',
    signs: ['BackupTooOld', 'BackupUntested'],
    breaks: async (walk) => {
      await walk.shows('BackupMissing');
      await backUp(walk);
      await walk.showsNoMore('BackupMissing');
      const long = `created_at = now() - interval '2 days', tested_at = now() - interval '10 days'`;
      for (const statement of [
        'npx polyspool schedules disable backup',
        `psql $database -c "UPDATE backups SET ${long}"`,
      ])
        expect(await walk.type(statement)).toMatchObject({ exitCode: 0 });
    },
    says: [/^backup false/m],
    mends: async (walk) => {
      await walk.mend('backup-too-old', 'npx polyspool schedules enable backup');
      expect((await walk.look('backup-too-old'))[1]!.said).toMatch(/^backup true/m);
      await backUp(walk);
    },
  },
];

/** Somebody has begun a transaction and left it open; `$pid` is theirs. */
async function hold(walk: Walk, lock: string) {
  const holder = new pg.Client({ connectionString: walk.system.run.databaseUrl });
  holder.on('error', () => undefined); // it is ended on purpose
  await holder.connect();
  walk.afterwards(() => holder.end().catch(() => undefined));
  await holder.query(`BEGIN; ${lock}`);
  const { rows } = await holder.query<{ pid: string }>('SELECT pg_backend_pid()::text AS pid');
  await walk.type(`pid=${rows[0]!.pid}`);
}

async function backUp(walk: Walk) {
  await walk.mend('backup-too-old', 'npx polyspool submit maintenance.backupDatabase');
  await walk.mend('backup-too-old', 'npx polyspool submit maintenance.restoreTest');
}

/** So many at once, and each anew when it is answered. */
function askAgainAndAgain(walk: Walk, people: number) {
  let goesOn = true;
  const all = Array.from({ length: people }, async () => {
    // Most of them are refused: that is what the alert is about.
    while (goesOn) await walk.answer('GET', '/v1/jobs').catch(() => undefined);
  });
  return {
    stop: () => {
      goesOn = false;
      return Promise.all(all);
    },
  };
}

const storageOf = (walk: Walk) => join(walk.system.stateFolder, 'storage');
const upload = async (walk: Walk) =>
  (await walk.type(`curl -s -H "$admin" -F file=@tools/demo/article.pdf $api/uploads`)).said;

/** The files are on a disk of their own while this lasts. */
async function fillDisk(walk: Walk) {
  const storage = storageOf(walk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'tmpfs', storage]);
  walk.afterwards(() => execFileSync('umount', ['--lazy', storage]));
  const { bavail, bsize } = statfsSync(storage);
  const ballast = join(storage, 'ballast');
  writeFileSync(ballast, Buffer.alloc(bavail * bsize));
  walk.afterwards(() => rmSync(ballast, { force: true }));
  expect(await upload(walk)).toMatch(/storage\.unavailable.*ENOSPC|ENOSPC.*storage\.unavailable/);
}
