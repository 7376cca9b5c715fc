import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ShowMore } from '../operations/operations-section.js';
import { Choice } from '../ui/choice.js';
import { EmptyState } from '../ui/empty-state.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { KeyRow } from './key-row.js';
import { NewKey } from './new-key.js';
import { useKeys } from './use-keys.js';

const choices = ['active', 'all'] as const;

export function KeysPage() {
  const [shown, setShown] = useState<(typeof choices)[number]>('active');
  const keys = useKeys(shown === 'active');
  return (
    <div className="page-stack">
      <title>Keys · Polyspool</title>
      <h1>Keys</h1>
      <p className="muted">
        With a key a program works in your name. Give each its own, made for what it has to do: then one can be taken
        away without the others.
      </p>
      <NewKey />
      <Choice
        legend="Which keys are shown"
        options={choices}
        value={shown}
        nameOf={(option) => (option === 'all' ? 'All' : 'Those that open something')}
        onChange={setShown}
      />
      {keys.error && <ProblemNotice problem={ApiProblem.from(keys.error)} />}
      {keys.isPending && <p className="muted">Loading…</p>}
      {keys.data?.length === 0 && (
        <EmptyState icon={KeyRound} title="There is no key">
          You came in by a token of your organisation. Make a key for programs that are to work without you.
        </EmptyState>
      )}
      <ul className="webhooks" aria-label="Keys">
        {keys.data?.map((apiKey) => (
          <KeyRow key={apiKey.id} apiKey={apiKey} />
        ))}
      </ul>
      <ShowMore query={keys} what="keys" />
    </div>
  );
}
