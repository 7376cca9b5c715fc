import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { ApiClient } from '../api/api-client.js';
import { ApiProblem } from '../api/api-problem.js';
import type { Fetch } from '../api/call-gateway.js';
import { Logo } from '../ui/logo.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface SignInProps {
  readonly fetch: Fetch;
  /** Why the last session ended, where it did not end by itself. */
  readonly problem: ApiProblem | undefined;
  readonly onSignIn: (key: string) => void;
}

export function SignInPage({ fetch, problem, onSignIn }: SignInProps) {
  const form = useSignIn(fetch, onSignIn);
  const shown = form.problem ?? problem;
  return (
    <main className="sign-in">
      <title>Sign in · Polyspool</title>
      <form className="card sign-in-card" onSubmit={form.submit}>
        <Logo />
        <h1>Welcome</h1>
        <p className="muted">Enter your key to see your videos. It was printed when Polyspool started.</p>
        <label className="field">
          <span>Your key</span>
          <input name="key" type="password" autoComplete="current-password" required spellCheck={false} autoFocus />
        </label>
        {shown && <ProblemNotice problem={shown} />}
        <button className="button primary" type="submit" disabled={form.checking}>
          <KeyRound aria-hidden size={18} />
          {form.checking ? 'Checking…' : 'Sign in'}
        </button>
        <p className="hint">The key stays in this browser until you sign out.</p>
      </form>
    </main>
  );
}

function useSignIn(fetch: Fetch, onSignIn: (key: string) => void) {
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const check = async (key: string) => {
    setChecking(true);
    setProblem(undefined);
    try {
      await new ApiClient(fetch, key).me();
      onSignIn(key);
    } catch (error) {
      setProblem(ApiProblem.from(error));
      setChecking(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get('key')).trim();
    if (key) void check(key);
  };
  return { checking, problem, submit };
}
