import type { TimedJob, TimedJobs } from './timed-jobs.ts';

export interface Submitted extends TimedJobs {
  readonly submittedAt: number;
}

/**
 * Seconds of each stage of a recording's job. With one slot they add up to the time from its submission to its end; with
 * more, those of the chunks are seconds of slots. Progress is told four times a second: what is shorter counts to its neighbour.
 */
export function stageTimes({ submittedAt, root, children }: Submitted, slots: number): Map<string, number> {
  const firstStart = Math.min(root.finishedAt, ...children.map(({ startedAt }) => startedAt));
  const lastEnd = Math.max(firstStart, ...children.map(({ finishedAt }) => finishedAt));
  const stages = new Map<string, number>();
  const add = (name: string, ms: number) => stages.set(name, (stages.get(name) ?? 0) + ms);
  add('submit to start', root.startedAt - submittedAt);
  for (const [step, ms] of stepTimes(root, firstStart)) add(nameOfParents(step), ms);
  let busyMs = 0;
  for (const child of children) {
    busyMs += child.finishedAt - child.startedAt;
    for (const [step, ms] of stepTimes(child, child.finishedAt)) add(`chunks: ${step}`, ms);
  }
  add('slots without a chunk', slots * (lastEnd - firstStart) - busyMs);
  add('join and write', root.finishedAt - lastEnd);
  return new Map([...stages].map(([name, ms]) => [name, ms / 1_000]));
}

const nameOfParents = (step: string) => (step === 'chunks' ? 'hand out chunks' : step);

/** How long a job was in each step until `end`. Before it names one it starts. */
function stepTimes({ startedAt, events }: TimedJob, end: number) {
  const times: [step: string, ms: number][] = [];
  let step = 'start';
  let since = startedAt;
  for (const event of events) {
    if (event.step === undefined || event.at <= startedAt || event.at >= end) continue;
    times.push([step, event.at - since]);
    step = event.step;
    since = event.at;
  }
  times.push([step, Math.max(0, end - since)]);
  return times;
}
