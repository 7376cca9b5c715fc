import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { NavLink } from 'react-router';
import { useSession } from '../session/session.js';
import { notificationsKey, refetchInterval } from './use-notifications.js';

/** The way to what one was told, and how much of it is new. */
export function NotificationBell() {
  const count = useUnread();
  return (
    <NavLink
      className="button quiet bell"
      to="/notifications"
      aria-label={count > 0 ? `Notifications, ${count} unread` : 'Notifications'}
    >
      <Bell aria-hidden size={18} />
      {count > 0 && (
        <span className="bell-count tabular" aria-hidden>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </NavLink>
  );
}

function useUnread() {
  const { api } = useSession();
  const unread = useQuery({
    queryKey: [notificationsKey, 'unread'],
    queryFn: api.notifications.unread,
    refetchOnWindowFocus: true,
    refetchInterval,
  });
  return unread.data ?? 0;
}
