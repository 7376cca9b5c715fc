import { errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import { isTerminal, type Job, type JobError } from '@polyspool/contracts/job-status';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useJobTree } from '../live/use-job-tree.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem-notice.js';
import { ProgressBar } from './progress-bar.js';
import { StatusBadge } from './status-badge.js';

interface JobLineProps {
  readonly jobId: string;
  readonly name: string;
  /** Once, when it has ended. */
  readonly onEnd?: () => void;
  /** What it has come to. */
  readonly children?: (job: Job) => ReactNode;
}

/** A job in a few lines, as it goes on. */
export function JobLine({ jobId, name, onEnd, children }: JobLineProps) {
  const tree = useJobTree(jobId);
  const job = tree.data?.job;
  const isOver = job !== undefined && isTerminal(job.status);
  useEffect(() => {
    if (isOver) onEnd?.();
    // Told of once, whatever is called.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver, jobId]);
  if (tree.error && !job) return <ProblemNotice problem={ApiProblem.from(tree.error)} />;
  if (!job) return <p className="muted">Loading…</p>;
  return (
    <div className="job-line" role="group" aria-label={name}>
      <div className="job-line-head">
        <Link to={`/jobs/${jobId}`}>{name}</Link>
        <StatusBadge status={job.status} />
        {!isOver && <span className="muted small tabular">{Math.round(job.percent)} %</span>}
      </div>
      {!isOver && <ProgressBar label={name} percent={job.percent} active={job.status === 'running'} />}
      {!isOver && job.message && <p className="muted small">{job.message}</p>}
      {job.error && <JobFault error={job.error} />}
      {children?.(job)}
    </div>
  );
}

function JobFault({ error: { code, detail } }: { error: JobError }) {
  const title = isErrorCode(code) ? errorCodes[code].title : code;
  return <Notice title={title}>{detail !== title && detail}</Notice>;
}
