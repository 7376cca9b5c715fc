import { isTerminal } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { corpusJobs } from '@polyspool/contracts/corpus';
import { useEffect } from 'react';
import { JobOutlook } from '../job/job-outlook.js';
import { JobProgress } from '../job/job-progress.js';
import { useJobTree } from '../live/use-job-tree.js';
import { JobFailure } from './job-failure.js';
import { useRecordChanged } from './use-record.js';

interface RecordProgressProps {
  readonly record: CorpusRecord;
  readonly jobId: string;
}

/** The job that works on a recording, as it goes on, and why it failed where it did. */
export function RecordProgress({ record, jobId }: RecordProgressProps) {
  const { data: tree } = useJobTree(jobId);
  const changed = useRecordChanged(record.id);
  const status = tree?.job.status;
  useEffect(() => {
    if (status) void changed();
    // Only another state of the job is news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [status]);
  if (!tree || tree.job.type !== corpusJobs.processAudio.name) return null;
  const { job } = tree;
  if (job.error) return <JobFailure error={job.error} />;
  if (isTerminal(job.status)) return null;
  return (
    <section className="card progress-card" aria-label="Progress">
      <JobProgress job={job} />
      <JobOutlook tree={tree} />
    </section>
  );
}
