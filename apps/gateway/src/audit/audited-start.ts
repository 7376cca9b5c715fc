import { catalogue } from '@polyspool/contracts/catalogue';
import { Job } from '@polyspool/contracts/job-status';
import { Audited } from './audited.js';

const Started = Job.pick({ id: true, type: true });

/** For routes that answer the job that they have started: it is written down where its kind is for operators only. */
export const AuditedStart = () =>
  Audited('job.start', (_by, answer) => {
    const { id, type } = Started.parse(answer);
    // Its input may say more than a log should.
    return catalogue.get(type)?.audience === 'operators' ? { subject: type, detail: { jobId: id } } : undefined;
  });
