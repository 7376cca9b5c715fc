import { BellOff, CheckCheck, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { ShowMore } from '../operations/operations-section.js';
import { Choice } from '../ui/choice.js';
import { EmptyState } from '../ui/empty-state.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NotificationRow } from './notification-row.js';
import { useMarking, useNotifications } from './use-notifications.js';

type Shown = 'all' | 'unread';
const names: Record<Shown, string> = { all: 'All', unread: 'Unread' };

export function NotificationsPage() {
  const [shown, setShown] = useState<Shown>('all');
  const list = useNotifications(shown === 'unread');
  const hasUnread = list.data?.some(({ readAt }) => !readAt) ?? false;
  return (
    <div className="page-stack">
      <title>Notifications · Polyspool</title>
      <div className="section-head">
        <h1>Notifications</h1>
        <Link className="button" to="/account">
          <Settings2 aria-hidden size={16} />
          How you are told
        </Link>
      </div>
      <div className="section-head">
        <Choice
          legend="Which are shown"
          options={['all', 'unread'] as const}
          value={shown}
          nameOf={(option) => names[option]}
          onChange={setShown}
        />
        {hasUnread && <MarkAllButton />}
      </div>
      {list.error && <ProblemNotice problem={ApiProblem.from(list.error)} />}
      {list.isPending && <p className="muted">Loading…</p>}
      {list.data?.length === 0 && <Nothing shown={shown} />}
      <ul className="notifications" aria-label="Notifications">
        {list.data?.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} />
        ))}
      </ul>
      <ShowMore query={list} what="notifications" />
    </div>
  );
}

function MarkAllButton() {
  const marking = useMarking();
  return (
    <>
      <button
        className="button"
        type="button"
        disabled={marking.isPending}
        onClick={() => marking.mutate({ isRead: true })}
      >
        <CheckCheck aria-hidden size={16} />
        Mark all as read
      </button>
      {marking.error && <ProblemNotice problem={ApiProblem.from(marking.error)} />}
    </>
  );
}

function Nothing({ shown }: { shown: Shown }) {
  if (shown === 'unread') {
    return (
      <EmptyState icon={CheckCheck} title="You have read everything">
        What is new stands here, and is counted at the bell.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={BellOff} title="Nothing has been said to you yet">
      When a job of yours has failed, or is done after some time, it stands here. Under “How you are told” you can have
      it by e-mail as well.
    </EmptyState>
  );
}
