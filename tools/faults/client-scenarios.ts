import type { PlannedJob } from './load-plan.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

export const clientScenarios: readonly Scenario[] = [
  { name: 'duplicate-submit', title: '100 submits with one key', isShort: true, strike: submitAtOnce },
  {
    name: 'cancel-storm',
    title: 'all cancelled while they run',
    perSecond: 100,
    shape: { shortestMs: 15_000, longestMs: 18_000, cancelledPercent: 0 },
    workerSettings: { QUEUE_SYSTEM_CONCURRENCY: '256' },
    jobStatusSettings: { DISPATCH_WINDOW: '500' },
    strike: cancelAll,
  },
  {
    name: 'noisy-neighbour',
    title: 'a newcomer behind the backlog of another',
    perSecond: 200,
    shape: { users: 1, cancelledPercent: 0 },
    strike: newcomer,
  },
];

const copies = 100;

async function submitAtOnce(stage: Stage) {
  for (const round of [1, 2, 3]) {
    const planned = jobOf(stage, `again-${round}`, 1);
    const answers = await Promise.all(Array.from({ length: copies }, () => stage.client.post(planned)));
    const ids = new Set(answers.map(({ body }) => body['id']));
    stage.expect(
      'every copy was accepted',
      answers.every(({ status }) => status === 202),
    );
    stage.expect(`all copies are one job, not ${ids.size}`, ids.size === 1);
    await stage.client.submit(planned);
    const other = await stage.client.post(planned, { ...planned.input, waitMs: 1 });
    stage.expect(`another body is refused with 422, not ${other.status}`, other.status === 422);
  }
  stage.note(`3 x ${copies} copies, one job each`);
}

/** From both gateways at once. */
async function cancelAll(stage: Stage) {
  const { client, plan } = stage;
  await stage.moreAccepted(plan.length);
  const areRunning = async () => (await stage.count(`status IN ('running', 'retrying')`)) === plan.length;
  await until('all jobs run', areRunning, { limitMs: 60_000, everyMs: 100 });
  const askedAt = Date.now();
  await Promise.all(client.accepted.flatMap((job) => [client.cancel(job), client.cancel(job)]));
  const haveEnded = async () => (await stage.count('finished_at IS NULL')) === 0;
  await until('all jobs have ended', haveEnded, { limitMs: 120_000, everyMs: 50 });
  stage.note(`all ended ${((Date.now() - askedAt) / 1_000).toFixed(1)} s after the first cancel`);
  stage.expect('every job is cancelled', (await stage.count(`status = 'cancelled'`)) === plan.length);
}

const newcomersJobs = 5;

/** All of the load belongs to one user; the other comes when it is all there. */
async function newcomer(stage: Stage) {
  const { client, system, people, plan } = stage;
  await stage.moreAccepted(plan.length);
  const open = await stage.count('started_at IS NULL');
  const jobs = Array.from({ length: newcomersJobs }, (_, index) => jobOf(stage, `newcomer-${index}`, 1));
  const own = await Promise.all(jobs.map((job) => client.submit(job)));
  const started = `SELECT max(started_at) AS last, extract(epoch FROM max(started_at - created_at))::float8 AS wait
    FROM jobs WHERE id = ANY($1) HAVING count(started_at) = count(*)`;
  const { last, wait } = await until(
    'the newcomer was served',
    async () => (await system.database.query<{ last: Date; wait: number }>(started, [own.map(({ id }) => id)])).rows[0],
    { limitMs: 120_000, everyMs: 100 },
  );
  const sql =
    'SELECT count(*)::int AS behind FROM jobs WHERE user_id = $1 AND parent_id IS NULL AND (started_at IS NULL OR started_at > $2)';
  const { rows } = await system.database.query<{ behind: number }>(sql, [people.ids[0], last]);
  stage.note(`waited ${wait.toFixed(1)} s at most; ${rows[0]!.behind} of the ${open} jobs before came after`);
  stage.expect('the backlog of another did not go first', rows[0]!.behind > 0 || open < 100);
}

const jobOf = ({ plan }: Stage, name: string, user: number): PlannedJob => ({
  key: `${plan[0]!.key}-${name}`,
  user,
  type: 'system.debug',
  input: { waitMs: 100, effect: name },
  outcome: 'succeeded',
});
