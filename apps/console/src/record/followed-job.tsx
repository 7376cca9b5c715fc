import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { useEffect } from 'react';
import { stepLabel } from '../job/steps.js';
import { useJobTree } from '../live/use-job-tree.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { statusLabels } from '../ui/status-labels.js';
import { JobFailure } from './job-failure.js';

interface FollowedJobProps {
  readonly jobId: string;
  readonly onEnd?: () => void;
  readonly children: (job: Job) => React.ReactNode;
}

/** A job in a few words while it lasts, and then what it has made. */
export function FollowedJob({ jobId, onEnd, children }: FollowedJobProps) {
  const job = useJobTree(jobId).data?.job;
  const hasEnded = job !== undefined && isTerminal(job.status);
  useEffect(() => {
    if (hasEnded) onEnd?.();
    // Told once, when it has ended.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hasEnded]);
  if (!job) return <p className="muted">Loading…</p>;
  if (job.error) return <JobFailure error={job.error} />;
  if (job.status === 'succeeded') return children(job);
  const doing = job.status === 'running' && job.step ? stepLabel(job.step, job.type) : statusLabels[job.status];
  return (
    <div className="followed-job">
      <p className="muted small" role="status">
        {doing}
      </p>
      {!hasEnded && <ProgressBar label="Progress" percent={job.percent} active={job.status === 'running'} />}
    </div>
  );
}
