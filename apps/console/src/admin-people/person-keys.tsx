import type { ApiKey, NewApiKey } from '@polyspool/contracts/api-keys';
import type { Account } from '@polyspool/contracts/people';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { KeyBadge, KeyFacts } from '../keys/key-facts.js';
import { KeyForm } from '../keys/key-form.js';
import { KeySecret } from '../keys/key-secret.js';
import { accessKey, useAccessChange } from '../keys/use-keys.js';
import { ShowMore } from '../operations/operations-section.js';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { AskingButton } from '../ui/asking-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { usePages } from '../ui/use-pages.js';
import { YesOrNo } from '../ui/yes-or-no.js';

interface PersonKeysProps {
  readonly account: Account;
  readonly mayChange: boolean;
}

/** Those that open something. */
export function PersonKeys({ account, mayChange }: PersonKeysProps) {
  const { api } = useSession();
  const keys = usePages([accessKey, 'keysOf', account.id], (cursor) => api.access.keysOf(account.id, cursor));
  return (
    <div className="person-keys page-stack tight">
      {keys.error && <ProblemNotice problem={ApiProblem.from(keys.error)} />}
      {keys.data?.length === 0 && <p className="muted">They have no key that opens anything.</p>}
      <ul className="operation-rows" aria-label={`Keys of ${account.name}`}>
        {keys.data?.map((apiKey) => (
          <li className="operation-row" key={apiKey.id}>
            <div className="operation-name">
              <h3 dir="auto">{apiKey.name}</h3>
              <KeyBadge apiKey={apiKey} />
            </div>
            <div className="operation-detail">
              <KeyFacts apiKey={apiKey} />
            </div>
            {mayChange && <RevokeAny apiKey={apiKey} />}
          </li>
        ))}
      </ul>
      <ShowMore query={keys} what="keys" />
      {mayChange && <KeyForThem account={account} />}
    </div>
  );
}

function RevokeAny({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { api } = useSession();
  const revoking = useAccessChange(() => api.access.revokeAnyKey(id));
  return (
    <div className="button-row operation-actions">
      <AskingButton className="button small danger" label="Revoke" of={name} question="Revoke this key?">
        {(close) => (
          <YesOrNo
            text="Programs that use it are refused from now on. That cannot be taken back."
            yes="Yes, revoke"
            tone="danger"
            action={revoking}
            close={close}
          />
        )}
      </AskingButton>
    </div>
  );
}

function KeyForThem({ account: { id, name, role } }: { account: Account }) {
  const { api } = useSession();
  const { data: me } = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const adding = useAccessChange((asked: NewApiKey) => api.access.addKeyFor(id, asked));
  if (adding.data) return <KeySecret made={adding.data} onDone={() => adding.reset()} />;
  if (!isOpen) {
    return (
      <button className="button small fit" type="button" onClick={() => setIsOpen(true)}>
        Make a key for {name}
      </button>
    );
  }
  return (
    <KeyForm
      role={role}
      given={me?.scopes}
      saving={adding}
      onSubmit={(asked) => adding.mutate(asked, { onSuccess: () => setIsOpen(false) })}
      onCancel={() => setIsOpen(false)}
    />
  );
}
