import type { WebhookAttempt } from '@polyspool/contracts/webhooks';
import { fullDate } from '../ui/format.js';
import { attemptFaults } from './webhook-words.js';

export function AttemptsOfDelivery({ attempts }: { attempts: readonly WebhookAttempt[] }) {
  const failed = attempts.at(-1)?.error !== undefined;
  return (
    <details className="attempts-of-delivery" open={failed || undefined}>
      <summary>{attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`}</summary>
      <ol>
        {attempts.map((attempt) => (
          <li key={attempt.at}>
            <Attempt attempt={attempt} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Attempt({ attempt: { at, ms, httpStatus, error, answer } }: { attempt: WebhookAttempt }) {
  return (
    <>
      <p className="small">
        <time dateTime={at}>{fullDate(at)}</time> · {Math.round(ms)} ms
        {httpStatus !== undefined && ` · status ${httpStatus}`}
      </p>
      <p className={error ? 'fault' : 'small good-words'}>{error ? faultOf(error, httpStatus) : 'It has taken it.'}</p>
      {answer && (
        <pre className="answer" tabIndex={0} aria-label="What it answered">
          {answer}
        </pre>
      )}
    </>
  );
}

function faultOf(error: NonNullable<WebhookAttempt['error']>, httpStatus: number | undefined) {
  const isRedirect = httpStatus !== undefined && httpStatus >= 300 && httpStatus < 400;
  if (isRedirect) return 'It sends on to another address: messages do not follow. Give the last address itself.';
  return `${attemptFaults[error]}${httpStatus === undefined ? '' : `: ${httpStatus}`}.`;
}
