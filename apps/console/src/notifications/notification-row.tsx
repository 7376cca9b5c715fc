import type { InAppNotification } from '@polyspool/contracts/notifications';
import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { fullDate, timeAgo } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { topicIcons, topicNames } from './notification-words.js';
import { useMarking } from './use-notifications.js';

export function NotificationRow({ notification }: { notification: InAppNotification }) {
  const { id, topic, subject, message, createdAt, readAt, jobId } = notification;
  const marking = useMarking();
  const Icon = topicIcons[topic];
  const to = targetOf(notification);
  const mark = (isRead: boolean) => marking.mutate({ isRead, ids: [id] });
  const isRead = readAt !== undefined;
  return (
    <li className={`notification${isRead ? '' : ' unread'} topic-${topic}`}>
      <Icon className="notification-icon" aria-hidden size={20} strokeWidth={1.8} />
      <div className="notification-body">
        <h2 dir="auto">
          {!isRead && <span className="visually-hidden">Unread: </span>}
          {subject}
        </h2>
        <p className="notification-text" dir="auto">
          {message}
        </p>
        <p className="muted small">
          {topicNames[topic]} ·{' '}
          <time title={fullDate(createdAt)} dateTime={createdAt}>
            {timeAgo(createdAt)}
          </time>
        </p>
        {marking.error && <ProblemNotice problem={ApiProblem.from(marking.error)} />}
      </div>
      <div className="button-row">
        {to && (
          <Link className="button small" to={to} onClick={() => !isRead && mark(true)}>
            {jobId ? 'Open the job' : 'Open'}
            <span className="visually-hidden">: {subject}</span>
            <ArrowRight aria-hidden size={14} />
          </Link>
        )}
        <button
          className="button small quiet"
          type="button"
          aria-label={`Mark as ${isRead ? 'unread' : 'read'}: ${subject}`}
          disabled={marking.isPending}
          onClick={() => mark(!isRead)}
        >
          {isRead ? 'Mark as unread' : 'Mark as read'}
        </button>
      </div>
    </li>
  );
}

/** Only within this page: a notification leads nobody elsewhere. */
function targetOf({ link, jobId }: InAppNotification): string | undefined {
  if (link && /^\/(?![/\\])/.test(link)) return link;
  return jobId && `/jobs/${jobId}`;
}
