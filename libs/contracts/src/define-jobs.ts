import type { z } from 'zod';
import type { EngineName } from './engines.js';

/** One kind of work as plain data: what goes in, what comes out, and how patient we are. */
export interface JobContract {
  /** `<domain>.<verbObject>` */
  readonly name: string;
  readonly queue: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly steps: readonly string[];
  /** Share of the progress bar, by step; 1 where nothing is said. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Attempts = retries + 1. */
  readonly retries: number;
  readonly backoff: Backoff;
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
  /** The most that a single job may ask for; its kind's own limits where nothing is said. */
  readonly limitCaps?: Pick<JobContract, 'softLimitMs' | 'hardLimitMs'>;
  /** After so many jobs of a kind a process ends, and a new one takes its place. */
  readonly jobsPerProcess?: number;
  /** How long after its end a job still answers with its output. */
  readonly resultKeptMs?: number;
  /** An attempt that gives no sign of life for so long is ended, and tried again. */
  readonly stuckAfterMs?: number;
  /** Engines without which it cannot begin: while one is down, the job waits. Others, as those that its input chooses, are waited for when called. */
  readonly engines?: readonly EngineName[];
  /** Fields that are encrypted wherever they rest: in Postgres, in Redis, in storage. */
  readonly sensitive?: { readonly input?: readonly string[]; readonly output?: readonly string[] };
  /** Fields of the input and the output that travel through storage where they are long, not through the queue. */
  readonly large?: readonly string[];
  /** What the upload has to be that the input names by `uploadId`; a recording where nothing is said. */
  readonly upload?: 'document' | 'script' | 'texts' | 'any';
  /**
   * Fields of the input that name files (`scenes.clip`: of each of the scenes). Callers name artifacts by id, which become keys of
   * storage before the job is accepted.
   */
  readonly files?: readonly string[];
  /** Which engine, and which model of it: a process that has loaded one takes the jobs for it first. */
  readonly modelFields?: readonly string[];
  /** Who may ask for it; everybody where nothing is said. */
  readonly audience?: 'operators';
  /** Short jobs have slots of their own, in a queue of their own. */
  readonly lane?: Lane;
}

export interface Lane {
  readonly queue: string;
  /** A job that plays no longer than this goes there. */
  readonly maxMediaSeconds: number;
  /** Jobs at once in one process, beside those of the queue. */
  readonly slots: number;
}

/** What holds where a contract says nothing. */
export const contractDefaults = { jobsPerProcess: 100, resultKeptMs: 24 * 3_600_000, stuckAfterMs: 600_000 } as const;

export interface Backoff {
  readonly type: 'exponential';
  readonly delayMs: number;
  /** 0 (exact) to 1: how much of each delay is drawn by chance. */
  readonly jitter: number;
}

export type InputOf<C extends JobContract> = z.output<C['input']>;
export type OutputOf<C extends JobContract> = z.output<C['output']>;
export type StepOf<C extends JobContract> = C['steps'][number];

type Spec = Omit<JobContract, 'name'>;

/** Names follow from structure: `defineJobs('pdf', { translate })` makes `pdf.translate`. */
export function defineJobs<const Domain extends string, const Specs extends Record<string, Spec>>(
  domain: Domain,
  specs: Specs,
) {
  const named = Object.entries(specs).map(([key, spec]) => [key, { ...spec, name: `${domain}.${key}` }]);
  return Object.fromEntries(named) as {
    [K in keyof Specs & string]: Specs[K] & { readonly name: `${Domain}.${K}` };
  };
}

/** Percent (0 to 100) of a job that is at `fraction` (0 to 1) of `step`. */
export function percentAt(contract: JobContract, step: string, fraction: number): number {
  const [from, to] = percentRange(contract, step);
  return from + (to - from) * Math.min(1, Math.max(0, fraction));
}

/** Where `step` begins and ends on the progress bar, in percent. */
export function percentRange(contract: JobContract, step: string): [from: number, to: number] {
  const weights = contract.steps.map((name) => contract.weights?.[name] ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const at = contract.steps.indexOf(step);
  if (at < 0 || total === 0) return [0, 0];
  const before = weights.slice(0, at).reduce((sum, weight) => sum + weight, 0);
  return [(before / total) * 100, ((before + weights[at]!) / total) * 100];
}
