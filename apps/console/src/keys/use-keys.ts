import { useSession } from '../session/session.js';
import { useChange, usePages } from '../ui/use-pages.js';

/** Keys and people change with one another. */
export const accessKey = 'access';

export function useKeys(active: boolean) {
  const { api } = useSession();
  return usePages([accessKey, 'keys', active], (cursor) => api.access.keys(active, cursor));
}

export const useAccessChange = <Input = void, Output = unknown>(change: (input: Input) => Promise<Output>) =>
  useChange(accessKey, change);
