import type { ApiKey } from '@polyspool/contracts/api-keys';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { AskingButton } from '../ui/asking-button.js';
import { YesOrNo } from '../ui/yes-or-no.js';
import { KeyBadge, KeyFacts } from './key-facts.js';
import { stateOf } from './key-words.js';
import { RotateQuestion } from './rotate-question.js';
import { KeySecret } from './key-secret.js';
import { useAccessChange } from './use-keys.js';

export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { api } = useSession();
  const rotating = useAccessChange((overlapSeconds: number) => api.access.rotateKey(apiKey.id, overlapSeconds));
  const isOfThisPage = useMe().data?.keyId === apiKey.id;
  return (
    <li className="card webhook-row">
      <div className="webhook-name">
        <h2 dir="auto">{apiKey.name}</h2>
        <KeyBadge apiKey={apiKey} />
        {isOfThisPage && <span className="badge">This page works with it</span>}
      </div>
      <KeyFacts apiKey={apiKey} />
      {apiKey.status === 'active' && (
        <div className="button-row">
          {stateOf(apiKey) === 'active' && (
            <AskingButton className="button small" label="Replace" of={apiKey.name} question="Replace this key?">
              {(close) => <RotateQuestion rotating={rotating} close={close} />}
            </AskingButton>
          )}
          <RevokeButton apiKey={apiKey} isOfThisPage={isOfThisPage} />
        </div>
      )}
      {rotating.data && <KeySecret made={rotating.data} onDone={() => rotating.reset()} />}
    </li>
  );
}

function RevokeButton({ apiKey: { id, name }, isOfThisPage }: { apiKey: ApiKey; isOfThisPage: boolean }) {
  const { api } = useSession();
  const revoking = useAccessChange(() => api.access.revokeKey(id));
  return (
    <AskingButton className="button small danger" label="Revoke" of={name} question="Revoke this key?">
      {(close) => (
        <YesOrNo
          text={
            isOfThisPage
              ? 'This very page works with it: you will have to sign in with another one.'
              : 'Programs that use it are refused from now on. That cannot be taken back.'
          }
          yes="Yes, revoke"
          tone="danger"
          action={revoking}
          close={close}
        />
      )}
    </AskingButton>
  );
}
