import { type Eta, isTerminal, type Job, type Waiting } from '@polyspool/contracts/job-status';
import type { Database } from './database.js';
import { EngineStates } from './engine-states.js';
import { secondsInLine, secondsLeft } from './forecast.js';
import { LearnedRates, none, plus, type Seconds, wholeJob, type Work } from './learned-rates.js';
import { type Place, progressColumns, type QueueLine, queueLine, underWay } from './queue-line.js';
import { remembered } from './remembered.js';
import { learnedRates } from './step-rates.js';
import { isInLine, type Obstacles, type WaitingJob, whyItWaits } from './waiting.js';
import { slotsOf, Workers } from './workers.js';

export interface JobOutlook {
  readonly waiting?: Waiting | undefined;
  readonly eta?: Eta | undefined;
}

/** Why jobs wait, and when they will have ended. However many ask, the stores are looked at about once in `freshMs`. */
export class Outlook {
  readonly #house: () => Promise<House>;
  readonly #lines = new Map<string, () => Promise<QueueLine>>();

  constructor(
    private readonly database: Database,
    private readonly freshMs = 1_000,
  ) {
    this.#house = remembered(freshMs, () => lookAround(database));
  }

  /** The jobs with what is to be expected of them. */
  async of(jobs: readonly Job[]): Promise<Job[]> {
    const outlooks = await this.ofIds(jobs.filter(({ status }) => !isTerminal(status)).map(({ id }) => id));
    return jobs.map((job) => ({ ...job, ...outlooks.get(job.id) }));
  }

  async ofIds(ids: readonly string[]): Promise<ReadonlyMap<string, JobOutlook>> {
    if (!ids.length) return new Map();
    const [house, jobs] = await Promise.all([this.#house(), this.database.query<OpenJob>(openJobs, [ids])]);
    const now = new Date();
    const queues = [...new Set(jobs.filter((job) => isInLine(job, now)).map(({ queue }) => queue))];
    const lines = new Map(await Promise.all(queues.map(async (queue) => [queue, await this.#line(queue)] as const)));
    return new Map(
      jobs.map((job) => {
        const place = isInLine(job, now) ? lines.get(job.queue)?.placeOf(job.id) : undefined;
        return [job.id, outlookOf(job, { house, place, now })];
      }),
    );
  }

  /** How long a job that is not yet there would run. Undefined: nobody can say. */
  async secondsFor(type: string, work: Work | undefined): Promise<Seconds | undefined> {
    return (await this.#house()).rates.of(type, wholeJob, work);
  }

  #line(queue: string) {
    const load = async () => queueLine(this.database, queue, (await this.#house()).rates);
    const known = this.#lines.get(queue) ?? remembered(this.freshMs, load);
    this.#lines.set(queue, known);
    return known();
  }
}

interface House extends Obstacles {
  readonly rates: LearnedRates;
}

interface OpenJob extends WaitingJob {
  readonly id: string;
  readonly percent: number;
  readonly step: string | null;
  readonly unit: string | null;
  readonly amount: number | null;
  readonly seconds: number;
  readonly secondsInStep: number;
}

interface Situation {
  readonly house: House;
  readonly place: Place | undefined;
  readonly now: Date;
}

function outlookOf(job: OpenJob, { house, place, now }: Situation): JobOutlook {
  if (job.status === 'cancelling') return {};
  const why = whyItWaits(job, house, now);
  const waiting = why && { ...why, ...(place && { position: place.position }) };
  const runs = job.status === 'running';
  const left = secondsLeft(underWay(job, runs), house.rates);
  const start = why && !runs ? startOf(job, why, { house, place, now }) : { at: now, after: none };
  return { waiting, eta: left && start && etaOf(start.at, plus(start.after, left)) };
}

/** When it starts: not before its reason clears, nor before those ahead of it are done. Undefined: nobody can say. */
function startOf(job: OpenJob, why: Waiting, { house, place, now }: Situation) {
  const slots = house.slots.get(job.queue) ?? 0;
  if (!slots || why.reason === 'paused' || (why.reason === 'engineDown' && !why.clearsAt)) return undefined;
  const at = new Date(Math.max(now.getTime(), why.clearsAt ? Date.parse(why.clearsAt) : 0));
  const after = place ? secondsUntilItsTurn(place, slots) : none;
  return after && { at, after };
}

function secondsUntilItsTurn({ position, ahead, running }: Place, slots: number): Seconds | undefined {
  return running + position <= slots ? none : ahead && secondsInLine(ahead, slots);
}

function etaOf(start: Date, { p50, p90 }: Seconds): Eta {
  const after = (seconds: number) => new Date(start.getTime() + Math.round(seconds * 1_000)).toISOString();
  return { p50: after(p50), p90: after(p90) };
}

async function lookAround(database: Database): Promise<House> {
  const [paused, engines, workers, rates] = await Promise.all([
    database.query<{ queue: string }>(`SELECT queue FROM queue_controls WHERE state = 'paused'`),
    new EngineStates(database).all(),
    new Workers(database).live(),
    learnedRates(database),
  ]);
  return {
    paused: new Set(paused.map(({ queue }) => queue)),
    engines: new Map(engines.map((engine) => [engine.name, engine])),
    slots: slotsOf(workers),
    rates: new LearnedRates(rates),
  };
}

const openJobs = `
  SELECT id, queue, status, run_at AS "runAt", wait_reason AS "waitReason", wait_until AS "waitUntil", ${progressColumns}
  FROM jobs WHERE id = ANY($1) AND finished_at IS NULL`;
