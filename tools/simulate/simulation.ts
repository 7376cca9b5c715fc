import { Agenda } from './agenda.ts';
import { Random } from './random.ts';
import type { QueueSettings, Scenario } from './settings.ts';
import { SimulatedQueue } from './simulated-queue.ts';

const sampleS = 10;

/** What there was at one moment. */
export interface Sample {
  readonly at: number;
  readonly pods: readonly number[];
  readonly waiting: readonly number[];
  readonly active: readonly number[];
  readonly inRedis: readonly number[];
  /** Since the sample before. */
  readonly accepts: readonly number[];
  readonly ends: readonly number[];
}

export interface Course {
  readonly scenario: Scenario;
  readonly queues: readonly SimulatedQueue[];
  readonly samples: readonly Sample[];
  /** Until the last job had ended. */
  readonly seconds: number;
}

/** Lets a scenario happen, and then go on without new jobs until the last one has ended. */
export function simulate(scenario: Scenario, seed: number): Course {
  const agenda = new Agenda();
  const endS = scenario.minutes * 60;
  const minute = () => agenda.now / 60;
  const queues = scenario.queues.map((settings) => {
    const { queue } = settings;
    const slowness = () => scenario.slowness?.(minute(), queue) ?? 1;
    const random = new Random(seed, `fleet of ${queue}`);
    const simulated = new SimulatedQueue({ agenda, random, settings, spot: scenario.spot, slowness });
    simulated.fleet.begin(settings.scaler.minPods);
    arrivals({ agenda, scenario, seed, simulated });
    return simulated;
  });
  const isOpen = () =>
    agenda.now < endS || queues.some(({ waiting, active, inRedis }) => waiting + active + inRedis > 0);
  const samples: Sample[] = [];
  const sample = () => {
    samples.push(sampled(agenda.now, queues));
    if (isOpen()) agenda.after(sampleS, sample);
    else agenda.end();
  };
  sample();
  for (const queue of queues) every(agenda, queue.settings.scaler.pollS, () => queue.scale());
  agenda.run();
  return { scenario, queues, samples, seconds: agenda.now };
}

function every(agenda: Agenda, seconds: number, happen: () => void) {
  agenda.after(seconds, () => {
    happen();
    every(agenda, seconds, happen);
  });
}

interface Arriving {
  readonly agenda: Agenda;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly simulated: SimulatedQueue;
}

/** A Poisson process whose rate changes by the minute. */
function arrivals({ agenda, scenario, seed, simulated }: Arriving) {
  const { settings } = simulated;
  for (const { atS, workS } of settings.trace ?? []) agenda.at(atS, () => simulated.accept(1, workS));
  if (settings.trace) return;
  const random = new Random(seed, `arrivals of ${settings.queue}`);
  const endS = scenario.minutes * 60;
  const next = () => {
    const perSecond = (settings.jobsPerMinute / 60) * scenario.traffic(agenda.now / 60, settings.queue);
    const inS = perSecond > 0 ? random.exponential(1 / perSecond) : Infinity;
    const minuteEndS = (Math.floor(agenda.now / 60 + 1e-9) + 1) * 60;
    // Exponential times have no memory: what does not come in this minute is drawn anew for the next.
    const isInMinute = agenda.now + inS < minuteEndS;
    const at = isInMinute ? agenda.now + inS : minuteEndS;
    if (at >= endS) return;
    agenda.at(at, () => {
      if (isInMinute) simulated.accept(1 + Math.floor(random.uniform(0, scenario.users)), workOf(settings, random));
      next();
    });
  };
  next();
  const { mountain } = scenario;
  if (mountain?.queue !== settings.queue) return;
  agenda.at(mountain.minute * 60, () => {
    for (let count = 0; count < mountain.jobs; count += 1) simulated.accept(0, workOf(settings, random));
  });
}

const workOf = ({ meanS, spread }: QueueSettings, random: Random) =>
  spread === 'exponential' ? random.exponential(meanS) : random.logNormal(meanS, spread);

function sampled(at: number, queues: readonly SimulatedQueue[]): Sample {
  return {
    at,
    pods: queues.map(({ fleet }) => fleet.size),
    waiting: queues.map(({ waiting }) => waiting),
    active: queues.map(({ active }) => active),
    inRedis: queues.map(({ inRedis }) => inRedis),
    ...countsOf(queues),
  };
}

function countsOf(queues: readonly SimulatedQueue[]) {
  const counted = queues.map(({ record }) => record.sinceLastLook());
  return { accepts: counted.map(({ accepts }) => accepts), ends: counted.map(({ ends }) => ends) };
}
