import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { PreferencesForm } from './preferences-form.js';

export function PreferencesPage() {
  const { api } = useSession();
  const { data: me } = useMe();
  const preferences = useQuery({
    queryKey: ['preferences'],
    queryFn: api.notifications.preferences,
    // What is being written is not written over.
    staleTime: Infinity,
    // Those who come back from the mail see at once that their address is confirmed.
    refetchOnWindowFocus: 'always',
  });
  return (
    <div className="page-stack">
      <title>How you are told · Polyspool</title>
      <h1>How you are told</h1>
      {preferences.error && <ProblemNotice problem={ApiProblem.from(preferences.error)} />}
      {preferences.isPending && <p className="muted">Loading…</p>}
      {preferences.data && me && <PreferencesForm preferences={preferences.data} role={me.role} />}
    </div>
  );
}
