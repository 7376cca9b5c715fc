import type { CorpusRecord } from '@polyspool/contracts/records';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { RecordFields } from '../records/record-fields.js';
import { changeOf, formOf } from '../records/record-form.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useRecordChanged } from './use-record.js';

interface EditRecordProps {
  readonly record: CorpusRecord;
  readonly onClose: () => void;
}

export function EditRecord({ record, onClose }: EditRecordProps) {
  const { api } = useSession();
  const changed = useRecordChanged(record.id);
  const [form, setForm] = useState(() => formOf(record));
  const saving = useMutation({
    mutationFn: () => api.records.change(record.id, changeOf(form, record)),
    onSuccess: changed,
  });
  const titleFault = form.title.trim() ? undefined : 'A title is needed, so that it can be found again.';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!titleFault) saving.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <form className="card record-form" aria-label="Edit the recording" noValidate onSubmit={save}>
      <h2>Edit</h2>
      <RecordFields
        form={form}
        titleFault={titleFault}
        onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      />
      {saving.error && <ProblemNotice problem={ApiProblem.from(saving.error)} />}
      <div className="button-row">
        <button className="button primary" type="submit" disabled={saving.isPending}>
          {saving.isPending ? 'Saving…' : 'Save'}
        </button>
        <button className="button" type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
