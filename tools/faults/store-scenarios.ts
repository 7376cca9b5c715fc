import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Submission } from './load-client.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

export const storeScenarios: readonly Scenario[] = [
  {
    name: 'redis-kill',
    title: 'Redis kill -9 and restart',
    isShort: true,
    strike: async (stage) => {
      await stage.system.redis.end('SIGKILL');
      await stage.moreAccepted(20);
      await stage.system.redis.start();
    },
  },
  {
    name: 'redis-flush',
    title: 'Redis FLUSHALL, twice',
    isShort: true,
    strike: async (stage) => {
      await stage.system.queueStore.flushall();
      await stage.moreEnded(20);
      await stage.system.queueStore.flushall();
    },
  },
  {
    name: 'redis-blackhole',
    title: 'Redis answers nobody',
    perSecond: 20,
    strike: blackHole,
    restore: ({ system }) => Object.values(system.networks).forEach((network) => network.heal()),
  },
  {
    name: 'postgres-restart',
    title: 'Postgres restart, then crash',
    isShort: true,
    strike: async (stage) => {
      for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
        const refused = refusals(stage).length;
        await stage.system.postgres.end(signal);
        await until('somebody is refused', () => refusals(stage).length > refused + 5 || isOver(stage));
        await stage.system.postgres.start();
        await stage.moreAccepted(20);
      }
      const statuses = [...new Set(refusals(stage).map(({ status }) => status))];
      stage.note(`${refusals(stage).length} submits refused (${statuses.sort().join(', ')})`);
      stage.expect(
        `a refusal is 503, not ${statuses.join()}`,
        statuses.every((status) => [0, 503].includes(status)),
      );
    },
  },
  {
    name: 'disk-full',
    title: 'disk of the storage full',
    toleratedCodes: ['storage.unavailable'],
    prepare: ({ system }) => mountSmallDisk(system.storage),
    strike: fillDisk,
    restore: ({ system }) => void execFileSync('umount', ['--lazy', jobsFolder(system.storage)]),
  },
];

const refusals = ({ client, struckAt }: Stage) =>
  client.submissions.filter(({ sentAt, status }) => sentAt >= struckAt.getTime() && status !== 202);
const isOver = ({ client, plan }: Stage) => client.accepted.length === plan.length;

const blackHoleMs = 4_000;

async function blackHole(stage: Stage) {
  const { client, system } = stage;
  const networks = Object.values(system.networks);
  const before = [...client.submissions];
  networks.forEach((network) => network.freeze());
  await Promise.all([delay(blackHoleMs), stage.moreAccepted(60)]);
  networks.forEach((network) => network.heal());
  const during = client.submissions.slice(before.length);
  const [calmMs, blackMs] = [p99Of(before), p99Of(during)];
  stage.note(`POST p99 ${Math.round(calmMs)} ms before, ${Math.round(blackMs)} ms during (${during.length})`);
  stage.expect(
    'every job was accepted at once',
    during.every(({ status }) => status === 202),
  );
  stage.expect('no submit waited for Redis', blackMs < Math.max(1_000, calmMs * 3));
}

function p99Of(submissions: readonly Submission[]) {
  const times = submissions.map(({ ms }) => ms).sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.99)] ?? 0;
}

const jobsFolder = (storage: string) => join(storage, 'jobs');

/** Published files lie on a disk of their own while this lasts. Mounting takes rights that not every machine gives. */
function mountSmallDisk(storage: string): string | undefined {
  mkdirSync(jobsFolder(storage), { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'tmpfs', jobsFolder(storage)], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `no small disk can be mounted here: ${(error as Error).message.trim().split('\n').at(-1)}`;
  }
}

/** Full until an attempt has failed of it; its job tries again when there is room. */
async function fillDisk(stage: Stage) {
  const ballast = join(jobsFolder(stage.system.storage), 'ballast');
  const { bavail, bsize } = statfsSync(jobsFolder(stage.system.storage));
  writeFileSync(ballast, Buffer.alloc(bavail * bsize));
  await until('a worker has met the full disk', async () => (await failedOfDisk(stage)) > 0, { everyMs: 50 });
  rmSync(ballast);
  stage.note(`${await failedOfDisk(stage)} attempts met it`);
}

async function failedOfDisk({ system, people }: Stage) {
  const sql = `SELECT count(*)::int AS count FROM events e JOIN jobs j ON j.id = e.job_id
    WHERE j.user_id = ANY($1) AND e.type = 'attempt-failed' AND e.data::text LIKE '%storage.unavailable%'`;
  const { rows } = await system.database.query<{ count: number }>(sql, [people.ids]);
  return rows[0]!.count;
}
