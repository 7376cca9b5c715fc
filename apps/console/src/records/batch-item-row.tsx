import { isTerminal, type JobStatus } from '@polyspool/contracts/job-status';
import { explainError } from '../job/error-advice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { StatusBadge } from '../ui/status-badge.js';
import type { BatchRow } from './batch-items.js';
import { RecordLink } from './record-link.js';

export function BatchItemRow({ row: { recordId, job, isDone, error } }: { row: BatchRow }) {
  const status: JobStatus = error ? 'failed' : isDone ? 'succeeded' : (job?.status ?? 'queued');
  return (
    <li className="batch-row">
      <p className="batch-name">
        <RecordLink id={recordId} />
      </p>
      <StatusBadge status={status} />
      {error && (
        <p className="small batch-detail">
          {explainError(error.code).title}: {error.detail}
        </p>
      )}
      {job && !isTerminal(status) && status !== 'queued' && (
        <div className="batch-detail">
          <ProgressBar label="Progress" percent={job.percent} active={status === 'running'} />
        </div>
      )}
    </li>
  );
}
