import type { RunFile } from '../start/run-file.ts';
import type { CeleryPeer } from './celery-peer.ts';
import type { CeleryStack } from './celery-stack.ts';
import { cpuSecondsOf } from './cpu.ts';
import { quantile } from './figures.ts';
import type { Figure } from './figures.ts';
import { OurStack } from './our-stack.ts';
import { progressLatencies } from './progress-latency.ts';
import { measureRawBullMq } from './raw-bullmq.ts';
import type { RawFigures } from './raw-bullmq.ts';
import { drain, fullPath, poll, roundTrips, submitAtRate, submitMany } from './throughput.ts';

export interface EngineBench {
  readonly run: RunFile;
  readonly peer: CeleryPeer | undefined;
  /** Jobs of a throughput measurement. */
  readonly jobs: number;
}

const queued = 10_000;
const watchers = [1, 50, 1_000];
const polling = { clients: 1_000, seconds: 6 };

/** The job engine by itself: jobs that do nothing, through everything that a job goes through. */
export async function measureEngine({ run, peer, jobs }: EngineBench): Promise<Figure[]> {
  const ours = new OurStack(run);
  const theirs = await peer?.stack();
  try {
    console.log('Warming up ...');
    for (const stack of [ours, theirs]) if (stack) await fullPath(stack, 300);
    return [
      ...(await rates({ run, ours, theirs, jobs })),
      ...(await steady(ours, theirs)),
      ...(await watching(run)),
      ...(await crowded(ours)),
    ];
  } finally {
    await ours.close();
  }
}

interface Sides {
  readonly run: RunFile;
  readonly ours: OurStack;
  readonly theirs: CeleryStack | undefined;
  readonly jobs: number;
}

async function rates({ run, ours, theirs, jobs }: Sides): Promise<Figure[]> {
  console.log(`${jobs} jobs in and through, each side in turn ...`);
  const raw = await measureRawBullMq(run.redisUrl, jobs);
  const path = { ours: await fullPath(ours, jobs), theirs: theirs && (await fullPath(theirs, jobs)) };
  const before = cpuOf(run);
  const drained = { ours: await drain(ours, jobs), theirs: theirs && (await drain(theirs, jobs)) };
  const cpu = Object.entries(cpuOf(run)).map(([name, seconds]) => cpuFigure(name, seconds - before[name]!, jobs));
  const alone = {
    ours: await roundTrips(ours, (body) => 'status' in body && body.status === 'succeeded', 50),
    theirs: theirs && (await roundTrips(theirs, (body) => 'state' in body && body.state === 'success', 50)),
  };
  return [
    rate('Submit', path.ours.submitted.perSecond, path.theirs?.submitted.perSecond, raw.addsPerSecond),
    ...latencies('Submit at that rate', path.ours.submitted.latenciesMs, path.theirs?.submitted.latenciesMs),
    rate('Submitted, run and recorded', path.ours.jobsPerSecond, path.theirs?.jobsPerSecond),
    rate(`Drain of ${jobs} queued`, drained.ours, drained.theirs, raw.drainPerSecond),
    {
      name: 'Submit to end, one at a time, p50',
      unit: 'ms',
      ours: alone.ours,
      peer: alone.theirs,
      raw: raw.roundTripMs,
    },
    ...cpu,
  ];
}

const rate = (name: string, ours: number, peer?: number, raw?: RawFigures[keyof RawFigures]): Figure => ({
  name,
  unit: '/s',
  ours,
  peer,
  raw,
});

const latencies = (name: string, ours: readonly number[], theirs?: readonly number[]): Figure[] =>
  ([0.5, 0.99] as const).map((share) => ({
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    ours: quantile(ours, share),
    peer: theirs && quantile(theirs, share),
  }));

const cpuOf = ({ pids, storePids }: RunFile): Record<string, number> =>
  Object.fromEntries(Object.entries({ ...pids, ...storePids }).map(([name, pid]) => [name, cpuSecondsOf(pid)]));

/** Where the time goes. */
const cpuFigure = (name: string, seconds: number, jobs: number): Figure => ({
  name: `CPU of ${name}, submit and drain, a 1,000 jobs`,
  unit: 's',
  ours: (seconds * 1_000) / jobs,
});

/** Half of what each can take, then a crowd that asks. */
async function steady(ours: OurStack, theirs: CeleryStack | undefined): Promise<Figure[]> {
  console.log('A steady rate, and a crowd that polls ...');
  const figures: Figure[] = [];
  const both = { ours: await half(ours), theirs: theirs && (await half(theirs)) };
  figures.push(...pair(`Submit at half the highest rate (${both.ours.rate.toFixed(0)}/s)`, both.ours, both.theirs));
  const ids = { ours: (await submitMany(ours, 100)).ids, theirs: theirs && (await submitMany(theirs, 100)).ids };
  const asked = {
    ours: await poll(ours, ids.ours, polling.clients, polling.seconds),
    theirs: theirs && (await poll(theirs, ids.theirs!, polling.clients, polling.seconds)),
  };
  figures.push(...pair('State, asked by 1,000 clients every 2 s', asked.ours, asked.theirs));
  return figures;
}

async function half(stack: OurStack | CeleryStack) {
  const { perSecond, ids } = await submitMany(stack, 1_000);
  while ((await stack.unfinished(ids)) > 0);
  return { rate: perSecond / 2, ...(await submitAtRate(stack, perSecond / 2, 5)) };
}

type Times = { readonly p50: number; readonly p99: number };

const pair = (name: string, ours: Times, theirs?: Times): Figure[] =>
  (['p50', 'p99'] as const).map((which) => ({
    name: `${name}, ${which}`,
    unit: 'ms',
    ours: ours[which],
    peer: theirs?.[which],
  }));

async function watching(run: RunFile): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of watchers) {
    console.log(`Progress, told to ${count} subscribers ...`);
    const { startMs, progressMs } = await progressLatencies(run, count);
    figures.push(
      { name: `Submit to start, ${count} subscribed, p50`, unit: 'ms', ours: quantile(startMs, 0.5) },
      { name: `Progress to ${count} subscribers, p50`, unit: 'ms', ours: quantile(progressMs, 0.5) },
      { name: `Progress to ${count} subscribers, p95`, unit: 'ms', ours: quantile(progressMs, 0.95) },
    );
  }
  return figures;
}

/** A long queue must not make anything slower for those who come. */
async function crowded(ours: OurStack): Promise<Figure[]> {
  console.log(`${queued} jobs queued ...`);
  await ours.hold();
  const { ids } = await submitMany(ours, queued);
  const asked = await poll(ours, ids.slice(-100), 100, 4);
  const more = await submitAtRate(ours, 50, 4);
  await ours.release();
  while ((await ours.unfinished(ids)) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  return [...pair(`State, ${queued} queued`, asked), ...pair(`Submit at 50/s, ${queued} queued`, more)];
}
