import { catalogue } from '@polyspool/contracts/catalogue';
import { percentRange } from '@polyspool/contracts/define-jobs';
import { type LearnedRates, plus, type Seconds, times, wholeJob, type Work } from './learned-rates.js';

/** What a forecast needs to know of a job. */
export interface JobUnderWay {
  readonly type: string;
  readonly percent: number;
  readonly step: string | null;
  readonly work: Work | undefined;
  /** Undefined: it does not run now. What it had begun it begins again. */
  readonly running: { readonly seconds: number; readonly secondsInStep: number } | undefined;
}

/** A job that has come this far tells by its own pace when it will have ended, though nothing was learned yet. */
const tellingPercent = 5;

/** How long a job still runs, once it runs: the rest of its step, and the steps after it. Undefined: nobody can say. */
export function secondsLeft(job: JobUnderWay, rates: LearnedRates): Seconds | undefined {
  const whole = rates.of(job.type, wholeJob, job.work);
  if (!whole) return leftAtOwnPace(job);
  const contract = catalogue.get(job.type);
  const at = job.step ? (contract?.steps.indexOf(job.step) ?? -1) : -1;
  const current = job.step && at >= 0 ? rates.of(job.type, job.step, job.work) : undefined;
  if (!contract || !job.step || !current) {
    return job.running ? left(whole, job.percent / 100, job.running.seconds) : whole;
  }
  const later = contract.steps.slice(at + 1).flatMap((step) => rates.of(job.type, step, job.work) ?? []);
  const now = job.running
    ? left(current, fractionOf(job, percentRange(contract, job.step)), job.running.secondsInStep)
    : current;
  return later.reduce(plus, now);
}

/**
 * The more is done, the more its own pace counts and the less what others took. One that goes as learned keeps its
 * forecast. One that does not tell how far it is, and should have ended, is given another tenth of what it took.
 */
function left(learned: Seconds, fraction: number, elapsed: number): Seconds {
  const of = (seconds: number) =>
    fraction > 0 ? (1 - fraction) * ((1 - fraction) * seconds + elapsed) : Math.max(seconds - elapsed, elapsed / 10);
  return { p50: of(learned.p50), p90: of(learned.p90) };
}

function leftAtOwnPace({ percent, running }: JobUnderWay): Seconds | undefined {
  if (!running || percent < tellingPercent) return undefined;
  const seconds = (running.seconds * (100 - percent)) / percent;
  return { p50: seconds, p90: 2 * seconds };
}

function fractionOf({ percent }: JobUnderWay, [from, to]: [number, number]) {
  return to > from ? Math.min(1, Math.max(0, (percent - from) / (to - from))) : 0;
}

/** How long until a job that stands behind others starts, on so many slots that all of them share. */
export function secondsInLine(ahead: Seconds, slots: number): Seconds | undefined {
  return slots > 0 ? times(ahead, 1 / slots) : undefined;
}
