import type { Webhook } from '@polyspool/contracts/webhooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { YesOrNo } from '../ui/yes-or-no.js';
import { SecretCard } from './secret-card.js';
import { useWebhookChange } from './use-webhooks.js';
import type { WebhookDraft } from './webhook-fields.js';
import { WebhookForm } from './webhook-form.js';
import { WebhookSwitch } from './webhook-switch.js';
import { isJobEvent } from './webhook-words.js';

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const { api } = useSession();
  const [isEdited, setIsEdited] = useState(false);
  const testing = useWebhookChange(() => api.webhooks.test(webhook.id));
  const rotating = useWebhookChange(() => api.webhooks.rotate(webhook.id));
  if (isEdited) return <EditedWebhook webhook={webhook} close={() => setIsEdited(false)} />;
  return (
    <>
      <div className="button-row webhook-actions">
        <button className="button primary" type="button" disabled={testing.isPending} onClick={() => testing.mutate()}>
          Send a test event
        </button>
        <button className="button" type="button" onClick={() => setIsEdited(true)}>
          Change
        </button>
        <WebhookSwitch webhook={webhook} />
        <AskingButton label="New secret" question="Make a new secret?">
          {(close) => (
            <YesOrNo
              text="The old one stays valid for 24 hours more: messages are signed with both meanwhile."
              yes="Yes, make a new one"
              action={rotating}
              close={close}
            />
          )}
        </AskingButton>
        <RemoveButton id={webhook.id} />
      </div>
      {testing.isSuccess && <p role="status">It is on its way, and tried once: see below what becomes of it.</p>}
      {testing.error && <ProblemNotice problem={ApiProblem.from(testing.error)} />}
      {rotating.data && <SecretCard secret={rotating.data.secret} onDone={() => rotating.reset()} />}
    </>
  );
}

function EditedWebhook({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const { api } = useSession();
  const saving = useWebhookChange(({ url, description, events }: WebhookDraft) =>
    api.webhooks.change(webhook.id, { url: url.trim(), description: description.trim(), events: [...events] }),
  );
  const { url, description = '', events } = webhook;
  return (
    <WebhookForm
      label="Change the webhook"
      begun={{ url, description, events: events.filter(isJobEvent) }}
      submit="Save"
      saving={saving}
      onSubmit={(draft) => saving.mutate(draft, { onSuccess: close })}
      onCancel={close}
    />
  );
}

function RemoveButton({ id }: { id: string }) {
  const { api } = useSession();
  const navigate = useNavigate();
  const removing = useWebhookChange(() => api.webhooks.remove(id));
  return (
    <AskingButton className="button danger" label="Remove" question="Remove this webhook?">
      {(close) => (
        <YesOrNo
          text="It is told nothing more, and the list of what it was told goes with it."
          yes="Yes, remove"
          tone="danger"
          action={removing}
          close={close}
          onDone={() => void navigate('/account/webhooks')}
        />
      )}
    </AskingButton>
  );
}
