import { catalogue } from '@polyspool/contracts/catalogue';
import { Job } from '@polyspool/contracts/job-status';
import type { Person } from '@polyspool/database/people';
import { Audited } from './audited.js';

const Started = Job.pick({ id: true, type: true, input: true });

/**
 * For routes that start a job, and answer it, or what `jobOf` finds it in: it is written down where its kind is for operators
 * only, and where it is about somebody else.
 */
export const AuditedStart = (jobOf = (answer: unknown) => answer) =>
  Audited('job.start', (by, answer) => startEntry(by, jobOf(answer)));

/** What is written down of a job that somebody has started; nothing where that is nobody else's business. */
export function startEntry(by: Pick<Person, 'id'>, started: unknown) {
  const { id, type, input } = Started.parse(started);
  const { userId = by.id } = input;
  if (catalogue.get(type)?.audience !== 'operators' && userId === by.id) return undefined;
  // The rest of its input may say more than a log should.
  return { subject: type, detail: { jobId: id, ...(userId !== by.id && { userId }) } };
}
