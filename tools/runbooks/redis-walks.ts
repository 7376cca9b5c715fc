import { until } from '../faults/until.ts';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

export const redisWalks: readonly WalkedRunbook[] = [
  {
    page: 'redis-down',
    shows: 'without Redis jobs are accepted and wait, and begin when it is back',
    signs: ['RedisDown', 'outbox_lag_seconds > 5'],
    breaks: async (walk) => {
      await walk.redis.end('SIGKILL');
      const id = await walk.submit('system.debug');
      walk.afterwards(() => walk.is('succeeded', id));
      await walk.type('service=job-status');
    },
    says: [/Connection refused/, /^127\.0\.0\.1:\d+$/m, /ECONNREFUSED/],
    answers: /Connection refused/,
    mends: (walk) => walk.redis.start(),
  },
  {
    page: 'outbox-lag',
    shows: 'an accepted job waits in Postgres for a Redis that is away, and goes out when it is back',
    signs: ['OutboxLag'],
    breaks: async (walk) => {
      await walk.redis.end('SIGKILL');
      const id = await walk.submit('system.debug');
      walk.afterwards(() => walk.is('succeeded', id));
    },
    says: [/Connection refused/, /^queued\|\d+$/m],
    answers: /Connection refused/,
    mends: (walk) => walk.redis.start(),
  },
  {
    page: 'redis-memory-high',
    shows: 'a Redis that is full refuses jobs, which wait in Postgres, and takes them when it has more',
    signs: ['RedisMemoryHigh', 'outbox_lag_seconds > 1'],
    breaks: async (walk) => {
      await set(walk, 'maxmemory', '1mb');
      const id = await walk.submit('system.debug');
      walk.afterwards(() => walk.is('succeeded', id));
      await until('job-status says so', () => logHas(walk, 'OOM command not allowed'), {
        limitMs: 60_000,
        everyMs: 500,
      });
    },
    says: [/^maxmemory_human:1\.00M/m, /Biggest/, /system/],
    mends: (walk) => walk.mend('redis-memory-high', ...moreMemory),
  },
  {
    page: 'redis-evicts',
    shows: 'a Redis that throws jobs away counts them, and refuses them instead when it is told to',
    signs: ['RedisEvicts'],
    breaks: async (walk) => {
      await set(walk, 'maxmemory-policy', 'allkeys-lru');
      await set(walk, 'maxmemory', '1mb');
    },
    says: [/^allkeys-lru$/m, /^evicted_keys:[1-9]/m],
    mends: async (walk) => {
      await walk.mend('redis-evicts', 'redis-cli -u $redis CONFIG SET maxmemory-policy');
      await walk.mend('redis-memory-high', ...moreMemory);
      await walk.is('succeeded', await walk.submit('system.debug'));
    },
    lingers: true,
  },
  {
    page: 'reconciler-requeued',
    shows: 'jobs that Redis has lost are queued again by themselves',
    signs: ['ReconcilerRequeued'],
    breaks: async (walk) => {
      const ids = await walk.submitMany(6, { waitMs: 5_000 });
      await walk.type('redis-cli -u $redis FLUSHALL');
      walk.afterwards(() => walk.is('succeeded', ...ids));
    },
    says: [/^evicted_keys:/m, /^aof_enabled:1/m, /^uptime_in_seconds:\d/m, /^noeviction$/m],
    mends: () => Promise.resolve(), // job-status has
    lingers: true,
  },
];

const moreMemory = ['redis-cli -u $redis CONFIG SET maxmemory', { size: '2gb' }] as const;

async function set(walk: Walk, name: string, value: string) {
  walk.afterwards(() =>
    walk.type(`redis-cli -u $redis CONFIG SET ${name} ${name === 'maxmemory' ? '0' : 'noeviction'}`),
  );
  const { said } = await walk.type(`redis-cli -u $redis CONFIG SET ${name} ${value}`);
  expect(said).toMatch(/^OK$/m);
}

const logHas = async (walk: Walk, text: string) =>
  (await walk.type(`grep -c '${text}' .polyspool/logs/job-status.log`)).exitCode === 0;
