import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { ApiClient } from '../api/api-client.js';
import { ApiProblem } from '../api/api-problem.js';
import type { FileSending } from '../api/send-file.js';
import type { LiveFeed } from '../live/live-feed.js';
import type { Ports } from './browser-ports.js';

/** What one signed-in person works with; closed at sign-out. */
export interface Session {
  readonly api: ApiClient;
  readonly feed: LiveFeed;
  readonly queries: QueryClient;
  readonly sendFile: (sending: Omit<FileSending, 'key'>) => ReturnType<Ports['sendFile']>;
  readonly settings: Ports['settings'];
  readonly copy: Ports['copy'];
  readonly signOut: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession() {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession stands outside of a session');
  return session;
}

export function openSession(ports: Ports, key: string, end: (why?: ApiProblem) => void): Session {
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && error.problem.status === 401) end(error);
  };
  return {
    api: new ApiClient(ports.fetch, key),
    feed: ports.openFeed(key),
    queries: new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: {
        // 'always': the server may run on this very machine, which needs no network.
        queries: { retry: mayRetry, refetchOnWindowFocus: false, staleTime: 10_000, networkMode: 'always' },
        mutations: { networkMode: 'always' },
      },
    }),
    sendFile: (sending) => ports.sendFile({ ...sending, key }),
    settings: ports.settings,
    copy: ports.copy,
    signOut: () => end(),
  };
}

/** Only what may go away by itself is asked for again. */
function mayRetry(failures: number, error: Error) {
  const status = error instanceof ApiProblem ? error.problem.status : 0;
  return (
    failures < 2 && (status >= 500 || (error instanceof ApiProblem && error.problem.code === 'console.unreachable'))
  );
}
