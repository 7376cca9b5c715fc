import { until } from '../faults/until.ts';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

/** Each attempt ends one step and is stopped in the next: three attempts are too few for five steps. */
const tooLong = [{ steps: 5, waitMs: 2_000 }, { limits: { softSeconds: 3, hardSeconds: 6 } }] as const;

export const jobWalks: readonly WalkedRunbook[] = [
  {
    page: 'jobs-stalled',
    shows: 'a worker that is killed over its jobs has lost them, and they succeed with the next one',
    signs: ['JobsStalled'],
    breaks: async (walk) => {
      const ids = await walk.submitMany(2, { waitMs: 15_000 });
      for (const lost of [1, 2]) {
        await walk.is('running', ...ids);
        await walk.system.killService('maintenance');
        for (const id of ids) await until(`${id} is lost`, async () => (await lossesOf(walk, id)) === lost, patience);
      }
      await walk.type(`job=${ids[0]!}`);
      walk.afterwards(() => walk.is('succeeded', ...ids));
    },
    says: [/^1 lost \S+$/m, /video-worker/],
    mends: (walk) => walk.restore(),
    lingers: true,
  },
  {
    page: 'jobs-run-too-long',
    shows: 'jobs that are longer than their limit fail at it, and resumed they go on where they stopped',
    signs: ['JobsRunTooLong'],
    breaks: async (walk) => {
      const ids = await walk.submitMany(5, ...tooLong);
      await walk.is('failed', ...ids);
      await walk.type(`job=${ids[0]!}`);
    },
    says: [/system\.debug/],
    mends: async (walk) => {
      const { said: id } = await walk.type('echo $job');
      await walk.mend('jobs-run-too-long', 'npx polyspool resume', { id });
      await walk.is('succeeded', id);
    },
    lingers: true,
  },
  {
    page: 'dead-letters-grow',
    shows: 'jobs that fail for good stand together under what they died of, and go on when they are replayed',
    signs: ['DeadLettersGrow'],
    breaks: async (walk) => {
      const ids = await walk.submitMany(12, { failures: 3 });
      await walk.is('failed', ...ids);
      await walk.type(`sample=${ids[0]!}`);
    },
    says: [/^\d+ system\.debug process\.failed [0-9a-f-]{36}$/m],
    mends: async (walk) => {
      const { items } = await walk.ask<{ items: { fingerprint: string; type: string; code: string }[] }>(
        'GET',
        '/v1/admin/dead-letters',
      );
      const { fingerprint } = items.find(({ code }) => code === 'process.failed')!;
      await walk.mend('dead-letters-grow', 'npx polyspool dead-letters replay', { fingerprint });
      await until('they are no dead letters any more', async () => !(await isThere(walk, fingerprint)), patience);
    },
    lingers: true,
  },
];

const patience = { limitMs: 120_000, everyMs: 250 };

async function lossesOf(walk: Walk, id: string) {
  const { items } = await walk.ask<{ items: { outcome: string }[] }>('GET', `/v1/jobs/${id}/attempts`);
  return items.filter(({ outcome }) => outcome === 'lost').length;
}

async function isThere(walk: Walk, fingerprint: string) {
  const { items } = await walk.ask<{ items: { fingerprint: string }[] }>('GET', '/v1/admin/dead-letters');
  return items.some((one) => one.fingerprint === fingerprint);
}
