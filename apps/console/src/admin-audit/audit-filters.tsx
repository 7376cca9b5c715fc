import { useState, type FormEvent } from 'react';
import type { AuditFilter } from '../api/operations-client.js';
import { useMe } from '../session/use-me.js';
import { CheckField } from '../ui/check-field.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { knownActions } from './audit-words.js';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const me = useMe().data;
  const [subject, setSubject] = useState(filter.subject ?? '');
  const find = (event: FormEvent) => {
    event.preventDefault();
    onChange({ ...filter, subject: subject.trim() || undefined });
  };
  const isOther = filter.actorId !== undefined && filter.actorId !== me?.id;
  return (
    <form className="audit-filters" role="search" aria-label="Audit log" onSubmit={find}>
      <SelectField
        label="What was done"
        value={filter.action ?? ''}
        options={[['', 'Anything'], ...knownActions()]}
        onChange={(action) => onChange({ ...filter, action: action || undefined })}
      />
      <div className="with-button">
        <TextField label="To what" placeholder="A queue’s name, a job’s id" value={subject} onChange={setSubject} />
        <button className="button" type="submit">
          Find
        </button>
      </div>
      <CheckField
        label="Only what I did"
        help="Otherwise everybody, and the system"
        checked={filter.actorId !== undefined && filter.actorId === me?.id}
        onChange={(isMine) => onChange({ ...filter, actorId: isMine ? me?.id : undefined })}
      />
      {isOther && (
        <button className="button small fit" type="button" onClick={() => onChange({ ...filter, actorId: undefined })}>
          Only person {filter.actorId.slice(-8)}: show all again
        </button>
      )}
    </form>
  );
}
