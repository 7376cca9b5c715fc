/** What a worker has logged of a job that works in steps. */
export interface StepLine {
  readonly atMs: number;
  readonly jobId: string;
  /** Undefined where the job went back to its queue. */
  readonly step?: number;
  readonly isDone: boolean;
}

interface LogLine {
  readonly time: string | number;
  readonly msg: string;
  readonly jobId: string;
  readonly step?: number;
}

const said = { begins: 'Debug step begins', done: 'Debug step is done', back: 'Job went back to its queue' };

export function stepLinesOf(lines: readonly string[]): StepLine[] {
  return lines
    .filter((line) => Object.values(said).some((words) => line.includes(words)))
    .map((line) => JSON.parse(line) as LogLine)
    .map(({ time, msg, jobId, step }) => ({
      atMs: new Date(time).getTime(),
      jobId,
      isDone: msg === said.done,
      ...(step === undefined ? {} : { step }),
    }));
}

export interface StepAccount {
  /** Times that a job went from one worker to another. */
  readonly handedOver: number;
  /** Steps that had been begun before, and broken off. */
  readonly begunAgain: number;
  /** Steps that had been done before. */
  readonly doneAgain: number;
  /** Spent in steps that were broken off. */
  readonly lostMs: number;
}

/** `due`: so many steps all the jobs have. */
export function countSteps(lines: readonly StepLine[], due: number): StepAccount {
  const steps = lines.filter(({ step }) => step !== undefined);
  const back = lines.filter(({ step }) => step === undefined);
  const begun = steps.filter(({ isDone }) => !isDone);
  const done = steps.filter(({ isDone }) => isDone);
  const brokenOff = back.map((left) => lostBy(left, begun, done));
  return {
    handedOver: back.length,
    begunAgain: begun.length - new Set(begun.map(nameOf)).size,
    doneAgain: done.length - due,
    lostMs: brokenOff.reduce((sum, ms) => sum + ms, 0),
  };
}

/** What it had begun before it went back, and not done by then. */
function lostBy({ jobId, atMs }: StepLine, begun: readonly StepLine[], done: readonly StepLine[]): number {
  const isBefore = (one: StepLine) => one.jobId === jobId && one.atMs <= atMs;
  const last = begun.filter(isBefore).sort((one, other) => other.atMs - one.atMs)[0];
  if (!last || done.some((one) => isBefore(one) && one.step === last.step)) return 0;
  return atMs - last.atMs;
}

const nameOf = ({ jobId, step }: StepLine) => `${jobId} ${step}`;
