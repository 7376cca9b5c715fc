import { useState } from 'react';
import { Plus } from 'lucide-react';
import { useSession } from '../session/session.js';
import { SecretCard } from './secret-card.js';
import { useWebhookChange } from './use-webhooks.js';
import type { WebhookDraft } from './webhook-fields.js';
import { WebhookForm } from './webhook-form.js';
import { jobEvents } from './webhook-words.js';

const nothingYet: WebhookDraft = { url: '', description: '', events: jobEvents };

/** The way to a new webhook; at its end stands the secret. */
export function NewWebhook() {
  const { api } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const adding = useWebhookChange(({ url, description, events }: WebhookDraft) => {
    const described = description.trim();
    return api.webhooks.add({ url: url.trim(), events: [...events], ...(described && { description: described }) });
  });
  if (adding.data) return <SecretCard secret={adding.data.secret} onDone={() => adding.reset()} />;
  if (!isOpen) {
    return (
      <button className="button primary fit" type="button" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden size={16} />
        Add a webhook
      </button>
    );
  }
  return (
    <section className="card page-stack" aria-label="A new webhook">
      <h2>A new webhook</h2>
      <WebhookForm
        label="A new webhook"
        begun={nothingYet}
        submit="Add it"
        saving={adding}
        onSubmit={(draft) => adding.mutate(draft, { onSuccess: () => setIsOpen(false) })}
        onCancel={() => setIsOpen(false)}
      />
    </section>
  );
}
