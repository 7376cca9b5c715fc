/** How long something takes: with even odds, and with nine to one. */
export interface Seconds {
  readonly p50: number;
  readonly p90: number;
}

/** How much there is to do: seconds of media, pages. */
export interface Work {
  readonly unit: string;
  readonly amount: number;
}

/** Recent durations of a step, in seconds a unit of work. */
export interface LearnedRate {
  readonly type: string;
  readonly step: string;
  readonly unit: string;
  readonly samples: readonly number[];
}

/** Stands for a step: the job from start to end. */
export const wholeJob = '(job)';
/** Stands for a step: the time that a job and its parts hold slots, wherever they do. */
export const slotTime = '(slots)';
/** The unit of what was learned without regard to how much there was to do. */
export const perJob = 'job';

/** What the past says of how long things take. */
export class LearnedRates {
  readonly #seconds: ReadonlyMap<string, Seconds>;

  constructor(rates: readonly LearnedRate[]) {
    const learned = rates.filter(({ samples }) => samples.length > 0);
    this.#seconds = new Map(learned.map((rate) => [keyOf(rate.type, rate.step, rate.unit), quantilesOf(rate.samples)]));
  }

  /** By the work to be done where that is known and was learned, else as long as any job of the kind. */
  of(type: string, step: string, work: Work | undefined): Seconds | undefined {
    const rate = work && this.#seconds.get(keyOf(type, step, work.unit));
    return rate ? times(rate, work.amount) : this.#seconds.get(keyOf(type, step, perJob));
  }
}

const keyOf = (...parts: readonly string[]) => parts.join('\n');

export const none: Seconds = { p50: 0, p90: 0 };

/** One after the other. What delays one need not delay the other: their spreads add up as those of independent things. */
export function plus(a: Seconds, b: Seconds): Seconds {
  const p50 = a.p50 + b.p50;
  return { p50, p90: p50 + Math.hypot(a.p90 - a.p50, b.p90 - b.p50) };
}

export const times = ({ p50, p90 }: Seconds, factor: number): Seconds => ({ p50: p50 * factor, p90: p90 * factor });

export function quantilesOf(samples: readonly number[]): Seconds {
  const ordered = samples.toSorted((a, b) => a - b);
  return { p50: quantile(ordered, 0.5), p90: quantile(ordered, 0.9) };
}

/** Between two samples in proportion. */
function quantile(ordered: readonly number[], share: number) {
  const at = share * (ordered.length - 1);
  const [below, above] = [ordered[Math.floor(at)] ?? 0, ordered[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}
