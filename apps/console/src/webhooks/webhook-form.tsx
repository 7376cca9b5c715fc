import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { missingIn, WebhookFields, type WebhookDraft } from './webhook-fields.js';

interface WebhookFormProps {
  readonly label: string;
  readonly begun: WebhookDraft;
  readonly submit: string;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSubmit: (draft: WebhookDraft) => void;
  readonly onCancel: () => void;
}

export function WebhookForm({ label, begun, submit, saving, onSubmit, onCancel }: WebhookFormProps) {
  const [draft, setDraft] = useState(begun);
  const [isChecked, setIsChecked] = useState(false);
  const missing = missingIn(draft);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (!missing) onSubmit(draft);
  };
  return (
    <form className="page-stack" aria-label={label} onSubmit={send} noValidate>
      <WebhookFields draft={draft} onChange={(change) => setDraft((known) => ({ ...known, ...change }))} />
      {isChecked && missing && (
        <p className="fault" role="alert">
          {missing}
        </p>
      )}
      {saving.error && <ProblemNotice problem={ApiProblem.from(saving.error)} />}
      <div className="button-row">
        <button className="button primary" type="submit" disabled={saving.isPending}>
          {submit}
        </button>
        <button className="button" type="button" onClick={onCancel}>
          Leave it
        </button>
      </div>
    </form>
  );
}
