import type { NewApiKey, Scope } from '@polyspool/contracts/api-keys';
import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { type KeyBounds, type KeyDraft, KeyFields, offeredScopes } from './key-fields.js';
import { endOf } from './key-words.js';

interface KeyFormProps extends KeyBounds {
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSubmit: (asked: NewApiKey) => void;
  readonly onCancel: () => void;
}

export function KeyForm({ role, given, saving, onSubmit, onCancel }: KeyFormProps) {
  const [draft, setDraft] = useState(() => begunFor({ role, given }));
  const [isChecked, setIsChecked] = useState(false);
  const missing = missingIn(draft);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (!missing) onSubmit(asked(draft));
  };
  return (
    <form className="page-stack" aria-label="A new key" onSubmit={send} noValidate>
      <KeyFields
        draft={draft}
        role={role}
        given={given}
        onChange={(change) => setDraft((known) => ({ ...known, ...change }))}
      />
      {isChecked && missing && (
        <p className="fault" role="alert">
          {missing}
        </p>
      )}
      {saving.error && <ProblemNotice problem={ApiProblem.from(saving.error)} />}
      <div className="button-row">
        <button className="button primary" type="submit" disabled={saving.isPending}>
          Make the key
        </button>
        <button className="button" type="button" onClick={onCancel}>
          Leave it
        </button>
      </div>
    </form>
  );
}

/** What most programs need, as far as it can be given. */
const usual: readonly Scope[] = ['jobs:write', 'uploads:write'];

function begunFor(bounds: KeyBounds): KeyDraft {
  const offered = offeredScopes(bounds);
  return { name: '', isFull: false, scopes: usual.filter((scope) => offered.includes(scope)), lifetime: '90 days' };
}

function missingIn({ name, isFull, scopes }: KeyDraft): string | undefined {
  if (!name.trim()) return 'Say what it is for';
  if (!isFull && scopes.length === 0) return 'Choose at least one thing that it may do';
  return undefined;
}

function asked({ name, isFull, scopes, lifetime }: KeyDraft): NewApiKey {
  const expiresAt = endOf(lifetime);
  return { name: name.trim(), ...(!isFull && { scopes: [...scopes] }), ...(expiresAt && { expiresAt }) };
}
