import type { ProcessingState } from '@polyspool/contracts/processing-state';
import { Ban, Check, Circle, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import { stateLabels } from './record-words.js';

const looks: Record<ProcessingState, [LucideIcon, className: string]> = {
  none: [Circle, 'status-queued'],
  processing: [LoaderCircle, 'status-running'],
  processed: [Check, 'status-succeeded'],
  failed: [TriangleAlert, 'status-failed'],
  cancelled: [Ban, 'status-cancelled'],
};

export function RecordBadge({ state }: { state: ProcessingState }) {
  const [Icon, className] = looks[state];
  return (
    <span className={`badge ${className}`}>
      <Icon aria-hidden size={14} />
      {stateLabels[state]}
    </span>
  );
}
