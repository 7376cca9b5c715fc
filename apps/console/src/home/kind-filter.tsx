import { catalogue } from '@polyspool/contracts/catalogue';
import { jobTypeLabel } from '../ui/job-names.js';

interface KindFilterProps {
  /** Empty for all. */
  readonly value: string;
  readonly onChange: (type: string) => void;
}

export function KindFilter({ value, onChange }: KindFilterProps) {
  return (
    <label className="kind-filter small">
      <span className="visually-hidden">Kind of job</span>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">All kinds</option>
        {[...catalogue.keys()].map((type) => (
          <option key={type} value={type}>
            {jobTypeLabel(type)}
          </option>
        ))}
      </select>
    </label>
  );
}
