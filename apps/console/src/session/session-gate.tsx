import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { ApiProblem } from '../api/api-problem.js';
import type { Ports } from './browser-ports.js';
import { openSession, SessionContext, type Session } from './session.js';
import { SignInPage } from './sign-in-page.js';

/** Asks for a key, and opens the rest of the page with it. */
export function SessionGate({ ports, children }: { ports: Ports; children: ReactNode }) {
  const [key, setKey] = useState(() => ports.vault.open());
  const [problem, setProblem] = useState<ApiProblem>();
  const session = useOpenSession(ports, key, (why) => {
    ports.vault.forget();
    setKey(undefined);
    setProblem(why);
  });

  useEffect(() => {
    // A link with a key, opened in this very tab, loads nothing anew.
    const reopen = () => setKey(ports.vault.open());
    window.addEventListener('hashchange', reopen);
    return () => window.removeEventListener('hashchange', reopen);
  }, [ports]);

  const signIn = (given: string) => {
    ports.vault.keep(given);
    setProblem(undefined);
    setKey(given);
  };

  if (!key) return <SignInPage fetch={ports.fetch} problem={problem} onSignIn={signIn} />;
  if (!session) return null;
  return (
    <SessionContext value={session}>
      <QueryClientProvider client={session.queries}>{children}</QueryClientProvider>
    </SessionContext>
  );
}

/** Opened in an effect, because its socket has to be closed again. */
function useOpenSession(ports: Ports, key: string | undefined, end: (why?: ApiProblem) => void) {
  const [session, setSession] = useState<Session>();
  useEffect(() => {
    if (!key) return;
    const opened = openSession(ports, key, end);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the socket is an outside thing with an end
    setSession(opened);
    return () => {
      setSession(undefined);
      opened.feed.close();
      opened.queries.clear();
    };
    // `end` only sets state: the one of the first render stays right.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ports, key]);
  return session;
}
