import { catalogue } from '@polyspool/contracts/catalogue';
import { Job } from '@polyspool/contracts/job-status';
import { Audited } from './audited.js';

const Started = Job.pick({ id: true, type: true, input: true });

/** For routes that answer the job that they have started: it is written down where its kind is for operators only, and where it is about somebody else. */
export const AuditedStart = () =>
  Audited('job.start', (by, answer) => {
    const { id, type, input } = Started.parse(answer);
    const { userId = by.id } = input;
    if (catalogue.get(type)?.audience !== 'operators' && userId === by.id) return undefined;
    // The rest of its input may say more than a log should.
    return { subject: type, detail: { jobId: id, ...(userId !== by.id && { userId }) } };
  });
