import type { AcceptedJob } from './load-client.ts';

/** What was found out about the jobs of a scenario once all was over. */
export interface Account {
  readonly jobs: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Anything else that is not as it should be. */
  readonly wrong: readonly string[];
  readonly notes: readonly string[];
  /** What happened to the first of the jobs with which something is wrong. */
  readonly logs?: readonly string[];
}

export interface AccountedJobs {
  readonly accepted: readonly AcceptedJob[];
  /** The scenario's users: whatever they have is its own. */
  readonly userIds: readonly string[];
  /** Codes of errors that the fault may bring a job to, where it lasts. */
  readonly toleratedCodes: readonly string[];
}

export const isSound = ({ lost, doubled, wrong }: Account) => lost.length + doubled.length + wrong.length === 0;

/** One account of several. */
export function sumOf(jobs: number, parts: readonly Partial<Account>[]): Account {
  const all = (name: 'lost' | 'doubled' | 'wrong' | 'notes') => parts.flatMap((part) => part[name] ?? []);
  return { jobs, lost: all('lost'), doubled: all('doubled'), wrong: all('wrong'), notes: all('notes') };
}
