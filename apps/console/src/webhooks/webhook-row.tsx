import type { Webhook } from '@polyspool/contracts/webhooks';
import { Link } from 'react-router';
import { eventNames, offReasons } from './webhook-words.js';
import { WebhookSwitch } from './webhook-switch.js';

export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { id, url, description, events, disabledReason } = webhook;
  return (
    <li className="card webhook-row">
      <div className="webhook-name">
        <h2>
          <Link to={`/account/webhooks/${id}`}>{url}</Link>
        </h2>
        <WebhookBadge webhook={webhook} />
      </div>
      {description && <p dir="auto">{description}</p>}
      {disabledReason && <p className="fault">{offReasons[disabledReason]}</p>}
      <p className="muted small">{events.map((event) => eventNames[event]).join(' · ')}</p>
      <div className="button-row">
        <Link className="button small" to={`/account/webhooks/${id}`} aria-label={`Messages and settings of ${url}`}>
          Messages and settings
        </Link>
        <WebhookSwitch webhook={webhook} />
      </div>
    </li>
  );
}

export function WebhookBadge({ webhook: { enabled, disabledReason } }: { webhook: Webhook }) {
  if (enabled) return <span className="badge schedule-on">On</span>;
  return <span className={`badge ${disabledReason ? 'status-failed' : ''}`}>Off</span>;
}
