import { perSlot } from '@polyspool/database/dispatch-window';
import { BenchSystem, holdCheckout } from '../bench/bench-system.ts';
import { quantile } from '../bench/figures.ts';
import { tellMachine } from '../bench/machine.ts';
import { tableOf } from '../bench/table-of.ts';
import { unlimitedRequests } from '../start/service-environment.ts';
import { onStopSignals } from '../start/stop-signals.ts';
import { measureCosts } from './measure-costs.ts';
import { Random } from './random.ts';
import { RealQueue } from './real-queue.ts';
import { simulate } from './simulation.ts';
import { fixedPods, oneQueue } from './testing-scenarios.ts';

const slots = 4;
const seconds = 60;
const perSecond = 10;
const meanS = 0.3;

/** The same jobs, at the same times and as long, in the real system and in the simulation. */
export async function compareWithReality(seed: number) {
  const system = new BenchSystem({
    checkout: await holdCheckout('simulate'),
    name: 'simulate',
    settings: { ...unlimitedRequests, MAX_OPEN_JOBS: '100000', QUEUE_SYSTEM_CONCURRENCY: String(slots) },
  });
  onStopSignals({ stop: () => system.stop(), kill: () => system.kill() });
  try {
    tellMachine();
    const { run } = await system.start();
    const queue = new RealQueue(run);
    await queue.run(Array.from({ length: 200 }, (_, at) => ({ atS: at / 50, workS: 0 }))); // what is first is slow
    const alone = await queue.run(Array.from({ length: 60 }, (_, at) => ({ atS: at / 5, workS: 0 })));
    const around = {
      startS: quantile(alone.waitsS, 0.5),
      slotS: quantile(alone.latenciesS, 0.5) - quantile(alone.waitsS, 0.5),
    };
    console.log(
      `A job that does nothing and has nobody in front of it starts after ${shownMs(around.startS)}, and takes ${shownMs(around.slotS)}.`,
    );
    const trace = traceOf(seed);
    console.log(compared(await queue.run(trace), simulated(trace, around, seed)));
    console.log(`\n${await measureCosts(run, queue)}`);
    await queue.close();
  } finally {
    await system.stop();
  }
  process.exit();
}

function traceOf(seed: number) {
  const random = new Random(seed, 'trace');
  const trace: { atS: number; workS: number }[] = [];
  for (let atS = random.exponential(1 / perSecond); atS < seconds; atS += random.exponential(1 / perSecond))
    trace.push({ atS, workS: Math.round(random.exponential(meanS) * 1_000) / 1_000 });
  return trace;
}

interface Times {
  readonly waitsS: readonly number[];
  readonly latenciesS: readonly number[];
}

const shownMs = (seconds: number) => `${Math.round(seconds * 1_000)} ms`;

interface Around {
  /** From its acceptance to its start, where nobody is in front of a job. */
  readonly startS: number;
  /** So much longer than it works its slot is not free. */
  readonly slotS: number;
}

function simulated(trace: ReturnType<typeof traceOf>, { startS, slotS }: Around, seed: number): Times {
  const { scaler } = oneQueue({}).queues[0]!;
  const inSlot = trace.map(({ atS, workS }) => ({ atS, workS: workS + slotS }));
  const course = simulate(
    oneQueue({ trace: inSlot, slots, scaler: fixedPods(1, scaler), window: { least: 100, perSlot } }),
    seed,
  );
  const { waitsS, latenciesS } = course.queues[0]!.record;
  const plus = (times: readonly number[]) => times.map((time) => time + startS);
  return { waitsS: plus(waitsS), latenciesS: plus(latenciesS) };
}

function compared(real: Times, model: Times) {
  const row = (name: string, of: (times: Times) => number) => [
    name,
    of(real).toFixed(3),
    of(model).toFixed(3),
    (of(model) / of(real)).toFixed(2),
  ];
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  return [
    `${real.waitsS.length} jobs at ${perSecond} a second of ${meanS} s each on the mean, ${slots} slots:\n`,
    tableOf(
      ['seconds', 'real', 'simulated', 'ratio'],
      [
        row('wait, mean', ({ waitsS }) => mean(waitsS)),
        ...[0.5, 0.95, 0.99].map((share) => row(`wait, p${share * 100}`, ({ waitsS }) => quantile(waitsS, share))),
        row('to the end, mean', ({ latenciesS }) => mean(latenciesS)),
        row('to the end, p95', ({ latenciesS }) => quantile(latenciesS, 0.95)),
      ],
    ),
  ].join('\n');
}
