import { ApiProblem } from '../api/api-problem.js';
import { useOperation } from '../operations/use-polled.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface StartButtonProps {
  /** Of the job that it begins. */
  readonly type: string;
  readonly input?: object;
  readonly label: string;
  /** Which of several it is about, for those who only hear it. */
  readonly of?: string;
  readonly tone?: 'primary' | 'small';
}

const noInput = {};

export function StartButton({ type, input = noInput, label, of, tone = 'small' }: StartButtonProps) {
  const { api } = useSession();
  const start = useOperation(() => api.submit(type, input));
  return (
    <>
      <button
        className={`button ${tone}`}
        type="button"
        aria-label={of && `${label} ${of}`}
        disabled={start.isPending}
        onClick={() => start.mutate()}
      >
        {label}
      </button>
      {start.error && <ProblemNotice problem={ApiProblem.from(start.error)} />}
    </>
  );
}
