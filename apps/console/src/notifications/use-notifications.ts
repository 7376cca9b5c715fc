import type { NotificationMark } from '@polyspool/contracts/notifications';
import { useSession } from '../session/session.js';
import { useChange, usePages } from '../ui/use-pages.js';

export const notificationsKey = 'notifications';
/** Nothing tells of them by itself. */
export const refetchInterval = 15_000;

export function useNotifications(isUnread: boolean) {
  const { api } = useSession();
  return usePages(
    [notificationsKey, isUnread ? 'new' : 'all'],
    (cursor) => api.notifications.list(isUnread || undefined, cursor),
    { refetchInterval },
  );
}

export function useMarking() {
  const { api } = useSession();
  return useChange(notificationsKey, (mark: NotificationMark) => api.notifications.mark(mark));
}
