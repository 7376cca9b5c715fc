import type { Alert } from '@polyspool/contracts/dead-letters';
import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { fullDate, timeAgo } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { GoodNews, OperationsSection, ShowMore } from './operations-section.js';
import { useOperation, usePolledPages } from './use-polled.js';

export function AlertsSection() {
  const { api } = useSession();
  const [showsAll, setShowsAll] = useState(false);
  const alerts = usePolledPages(['alerts', showsAll ? 'all' : 'unseen'], (cursor) =>
    api.operations.alerts(showsAll ? undefined : false, cursor),
  );
  return (
    <OperationsSection
      id="alerts"
      title="Alerts"
      icon={BellRing}
      query={alerts}
      summary={
        <label className="check small">
          <input type="checkbox" checked={showsAll} onChange={({ target }) => setShowsAll(target.checked)} />
          Those already seen, too
        </label>
      }
    >
      {alerts.data?.length === 0 && <GoodNews>No alert is open. That is good news.</GoodNews>}
      <ul className="operation-rows" aria-label="Alerts">
        {alerts.data?.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </ul>
      <ShowMore query={alerts} what="alerts" />
    </OperationsSection>
  );
}

function AlertRow({ alert: { id, message, count, firstAt, lastAt, seenAt } }: { alert: Alert }) {
  const { api } = useSession();
  const see = useOperation(() => api.operations.seeAlert(id));
  return (
    <li className={`operation-row alert-row${seenAt ? ' seen' : ''}`}>
      <div className="alert-text">
        <p>{message}</p>
        <p className="muted small">
          {count === 1 ? 'Once' : `${count} times`}, <time dateTime={lastAt}>{timeAgo(lastAt)}</time>
          {count > 1 && `, first ${fullDate(firstAt)}`}
          {seenAt && `, seen ${timeAgo(seenAt)}`}
        </p>
      </div>
      {!seenAt && (
        <button
          className="button small"
          type="button"
          aria-label={`Mark as seen: ${message}`}
          disabled={see.isPending}
          onClick={() => see.mutate()}
        >
          Mark as seen
        </button>
      )}
      {see.error && <ProblemNotice problem={ApiProblem.from(see.error)} />}
    </li>
  );
}
