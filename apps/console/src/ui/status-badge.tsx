import type { JobStatus } from '@polyspool/contracts/job-status';
import { Ban, Check, Clock, LoaderCircle, RotateCw, TriangleAlert, type LucideIcon } from 'lucide-react';
import { statusLabels } from './status-labels.js';

const icons: Record<JobStatus, LucideIcon> = {
  scheduled: Clock,
  queued: Clock,
  running: LoaderCircle,
  retrying: RotateCw,
  cancelling: LoaderCircle,
  succeeded: Check,
  failed: TriangleAlert,
  cancelled: Ban,
  expired: Ban,
};

export function StatusBadge({ status }: { status: JobStatus }) {
  const Icon = icons[status];
  return (
    <span className={`badge status-${status}`}>
      <Icon aria-hidden size={14} />
      {statusLabels[status]}
    </span>
  );
}
