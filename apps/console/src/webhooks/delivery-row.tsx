import type { WebhookDelivery } from '@polyspool/contracts/webhooks';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { countdown, secondsUntil } from '../ui/durations.js';
import { fullDate, timeAgo } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useNow } from '../ui/use-now.js';
import { AttemptsOfDelivery } from './attempts-of-delivery.js';
import { useWebhookChange } from './use-webhooks.js';
import { deliveryStates, eventNames } from './webhook-words.js';

const tones = { pending: 'status-running', delivered: 'status-succeeded', failed: 'status-failed' } as const;

export function DeliveryRow({ delivery }: { delivery: WebhookDelivery }) {
  const { id, event, jobId, status, attempts, nextAttemptAt, createdAt } = delivery;
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h3>{eventNames[event]}</h3>
        <span className={`badge ${tones[status]}`}>{deliveryStates[status]}</span>
        {jobId && (
          <Link className="small" to={`/jobs/${jobId}`}>
            Job {jobId.slice(-8)}
          </Link>
        )}
      </div>
      <p className="muted small">
        <time dateTime={createdAt} title={fullDate(createdAt)}>
          {timeAgo(createdAt)}
        </time>
        {' · '}
        <code>{id}</code>
        {nextAttemptAt && (
          <>
            {' · '}
            <NextAttempt at={nextAttemptAt} />
          </>
        )}
      </p>
      <ResendButton delivery={delivery} />
      {attempts.length > 0 && <AttemptsOfDelivery attempts={attempts} />}
    </li>
  );
}

function NextAttempt({ at }: { at: string }) {
  const left = secondsUntil(at, useNow());
  return <time dateTime={at}>{left > 0 ? `next try in ${countdown(left)}` : 'next try now'}</time>;
}

function ResendButton({ delivery: { id, webhookId, status, event } }: { delivery: WebhookDelivery }) {
  const { api } = useSession();
  const resend = useWebhookChange(() => api.webhooks.resend(webhookId, id));
  return (
    <div className="button-row operation-actions">
      <button
        className="button small"
        type="button"
        aria-label={`${status === 'pending' ? 'Send now' : 'Send again'}: ${eventNames[event]}, ${id.slice(-8)}`}
        disabled={resend.isPending}
        onClick={() => resend.mutate()}
      >
        {status === 'pending' ? 'Send now' : 'Send again'}
      </button>
      {resend.error && <ProblemNotice problem={ApiProblem.from(resend.error)} />}
    </div>
  );
}
