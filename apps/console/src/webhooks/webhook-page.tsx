import type { Webhook } from '@polyspool/contracts/webhooks';
import { ArrowLeft } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { fullDate } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { DeliveryLog } from './delivery-log.js';
import { useWebhook } from './use-webhooks.js';
import { WebhookActions } from './webhook-actions.js';
import { WebhookBadge } from './webhook-row.js';
import { eventNames, offReasons } from './webhook-words.js';

export function WebhookPage() {
  const { id = '' } = useParams();
  const webhook = useWebhook(id);
  return (
    <div className="page-stack">
      <title>Webhook · Polyspool</title>
      <Link className="back-link" to="/account/webhooks">
        <ArrowLeft aria-hidden size={16} />
        All webhooks
      </Link>
      {webhook.isPending && <p className="muted">Loading…</p>}
      {webhook.error && <ProblemNotice problem={ApiProblem.from(webhook.error)} />}
      {webhook.data && <FoundWebhook key={id} webhook={webhook.data} />}
    </div>
  );
}

function FoundWebhook({ webhook }: { webhook: Webhook }) {
  const { id, url, description, events, disabledReason, oldSecretUntil, createdAt } = webhook;
  return (
    <>
      <div className="webhook-name">
        <h1 className="webhook-url">{url}</h1>
        <WebhookBadge webhook={webhook} />
      </div>
      {description && <p dir="auto">{description}</p>}
      <section className="card page-stack tight" aria-label="Settings">
        {disabledReason && (
          <p className="fault">{offReasons[disabledReason]} Switch it on when the receiver is ready again.</p>
        )}
        <p>
          It is told when: <strong>{events.map((event) => eventNames[event].toLowerCase()).join(', ')}</strong>.
        </p>
        <p className="muted small">
          Added {fullDate(createdAt)}.
          {oldSecretUntil && ` Until ${fullDate(oldSecretUntil)} messages are signed with the old secret too.`}
        </p>
        <WebhookActions webhook={webhook} />
      </section>
      <DeliveryLog webhookId={id} />
    </>
  );
}
