import { useSyncExternalStore } from 'react';
import { useSession } from '../session/session.js';

export function useLiveState() {
  const { feed } = useSession();
  return useSyncExternalStore(
    (listener) => feed.onState(listener),
    () => feed.state,
  );
}
