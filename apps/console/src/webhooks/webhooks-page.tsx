import { Webhook as WebhookIcon } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { ShowMore } from '../operations/operations-section.js';
import { EmptyState } from '../ui/empty-state.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NewWebhook } from './new-webhook.js';
import { useWebhooks } from './use-webhooks.js';
import { WebhookRow } from './webhook-row.js';

export function WebhooksPage() {
  const webhooks = useWebhooks();
  return (
    <div className="page-stack">
      <title>Webhooks · Polyspool</title>
      <h1>Webhooks</h1>
      <p className="muted">Programs of yours that are told when your jobs end, so that they need not ask.</p>
      <NewWebhook />
      {webhooks.error && <ProblemNotice problem={ApiProblem.from(webhooks.error)} />}
      {webhooks.isPending && <p className="muted">Loading…</p>}
      {webhooks.data?.length === 0 && (
        <EmptyState icon={WebhookIcon} title="No program is told anything yet">
          Add the address of a program: it gets a signed message each time one of your jobs ends. With a test event you
          see at once whether it arrives.
        </EmptyState>
      )}
      <ul className="webhooks" aria-label="Webhooks">
        {webhooks.data?.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      <ShowMore query={webhooks} what="webhooks" />
    </div>
  );
}
