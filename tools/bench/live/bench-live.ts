import { setTimeout as delay } from 'node:timers/promises';
import type { RunFile } from '../../start/run-file.ts';
import { unlimitedRequests } from '../../start/service-environment.ts';
import { cpuSecondsOf } from '../cpu.ts';
import { quantile } from '../figures.ts';
import { eachOf, HttpClient } from '../http-client.ts';
import { rssMiBOf } from '../memory.ts';
import type { FreshSystems } from '../video/fresh-systems.ts';
import { Crowd } from './crowd.ts';
import { type Channel, channels } from './live-client.ts';

const settleMs = 5_000;
const idleMs = 20_000;
/** Of the job that all of them hear: it says something every half second. */
const talkMs = 8_000;
const submitAtOnce = 20;

export interface LiveFigures {
  readonly channel: Channel;
  readonly sockets: number;
  readonly perSecond: number;
  readonly connectMs: Quantiles;
  /** What each of them costs, and what the process has with all of them. */
  readonly memory: Readonly<Record<'job-status' | 'gateway', { readonly kibEach: number; readonly rssMiB: number }>>;
  /** Percent of one core while nothing happens. */
  readonly idleCpu: Readonly<Record<string, number>>;
  /** All of them on one job: from the worker's words to each. */
  readonly toldMs: Quantiles;
  readonly told: number;
}

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const quantilesOf = (values: readonly number[]): Quantiles => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
});

/** Each channel in a system of its own, so that no process has grown. */
export async function benchLive(systems: FreshSystems, sockets: number): Promise<LiveFigures[]> {
  const figures: LiveFigures[] = [];
  const settings = {
    ...unlimitedRequests,
    MAX_OPEN_JOBS: '100000',
    LIVE_CONNECTIONS_PER_USER: '100000',
  };
  for (const channel of channels) {
    console.log(`${sockets} clients by ${channel} ...`);
    figures.push(await systems.with(settings, ({ run }) => measure(run, channel, sockets)));
  }
  return figures;
}

async function measure(run: RunFile, channel: Channel, sockets: number): Promise<LiveFigures> {
  const admin = new HttpClient(run.gatewayUrl, submitAtOnce, run.adminKey);
  const place = { gatewayUrl: run.gatewayUrl, key: run.adminKey };
  const [idlers, listeners] = [new Crowd(), new Crowd()];
  try {
    const ids = await waitingJobs(admin, sockets);
    const before = memoryOf(run);
    await idlers.gather(channel, place, ids);
    await delay(settleMs);
    const after = memoryOf(run);
    const idleCpu = await cpuShares(run);
    idlers.leave();
    await admin.post('/v1/admin/queues/system/pause');
    const { body } = await admin.post('/v1/jobs', { type: 'system.debug', input: { waitMs: talkMs } });
    await listeners.gather(
      channel,
      place,
      Array.from({ length: sockets }, () => String(body.id)),
    );
    const delaysMs = listeners.listen();
    await admin.post('/v1/admin/queues/system/resume');
    await delay(talkMs + settleMs);
    return {
      channel,
      sockets,
      perSecond: sockets / idlers.seconds,
      connectMs: quantilesOf(idlers.connectMs),
      memory: {
        'job-status': costOf(before['job-status'], after['job-status'], sockets),
        gateway: costOf(before.gateway, after.gateway, sockets),
      },
      idleCpu,
      toldMs: quantilesOf(delaysMs),
      told: delaysMs.length,
    };
  } finally {
    idlers.leave();
    listeners.leave();
    admin.close();
  }
}

/** One for each client, none of which begins while this lasts. */
async function waitingJobs(admin: HttpClient, count: number): Promise<string[]> {
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const ids: string[] = [];
  await eachOf(Array.from({ length: count }), submitAtOnce, async () => {
    const { body } = await admin.post('/v1/jobs', { type: 'system.debug', input: {}, runAt });
    ids.push(String(body.id));
  });
  return ids;
}

const memoryOf = ({ pids }: RunFile) => ({
  'job-status': rssMiBOf(pids['job-status']!),
  gateway: rssMiBOf(pids.gateway!),
});

const costOf = (before: number, after: number, sockets: number) => ({
  kibEach: ((after - before) * 1_024) / sockets,
  rssMiB: after,
});

async function cpuShares({ pids, storePids }: RunFile) {
  const watched = { 'job-status': pids['job-status']!, gateway: pids.gateway!, postgres: storePids.postgres! };
  const used = () => Object.entries(watched).map(([name, pid]) => [name, cpuSecondsOf(pid)] as const);
  const before = new Map(used());
  await delay(idleMs);
  return Object.fromEntries(used().map(([name, s]) => [name, ((s - before.get(name)!) * 100_000) / idleMs]));
}
