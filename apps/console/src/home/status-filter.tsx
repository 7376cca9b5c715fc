import type { JobStatus } from '@polyspool/contracts/job-status';
import { statusLabels } from '../ui/status-labels.js';

const offered = ['running', 'queued', 'succeeded', 'failed', 'cancelled'] as const satisfies JobStatus[];

interface StatusFilterProps {
  readonly value: JobStatus | undefined;
  readonly onChange: (status: JobStatus | undefined) => void;
}

export function StatusFilter({ value, onChange }: StatusFilterProps) {
  return (
    <fieldset className="pills">
      <legend className="visually-hidden">Show jobs that are</legend>
      {[undefined, ...offered].map((status) => (
        <label className="pill" key={status ?? 'all'}>
          <input type="radio" name="status" checked={value === status} onChange={() => onChange(status)} />
          <span>{status ? statusLabels[status] : 'All'}</span>
        </label>
      ))}
    </fieldset>
  );
}
