import type { Webhook } from '@polyspool/contracts/webhooks';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useWebhookChange } from './use-webhooks.js';

export function WebhookSwitch({ webhook: { id, url, enabled } }: { webhook: Webhook }) {
  const { api } = useSession();
  const change = useWebhookChange(() => api.webhooks.change(id, { enabled: !enabled }));
  const label = enabled ? 'Switch off' : 'Switch on';
  return (
    <>
      <button
        className="button small"
        type="button"
        aria-label={`${label} ${url}`}
        disabled={change.isPending}
        onClick={() => change.mutate()}
      >
        {label}
      </button>
      {change.error && <ProblemNotice problem={ApiProblem.from(change.error)} />}
    </>
  );
}
