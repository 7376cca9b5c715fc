import type { UseMutationResult } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from './problem-notice.js';

interface YesOrNoProps<Output> {
  /** What it means. */
  readonly text: string;
  readonly yes: string;
  readonly tone?: 'primary' | 'danger';
  readonly action: Pick<UseMutationResult<Output, Error, void>, 'mutate' | 'isPending' | 'error'>;
  readonly close: () => void;
  /** Instead of closing. */
  readonly onDone?: () => void;
}

export function YesOrNo<Output>({ text, yes, tone = 'primary', action, close, onDone = close }: YesOrNoProps<Output>) {
  return (
    <>
      <p>{text}</p>
      <div className="button-row">
        <button className="button" type="button" autoFocus onClick={close}>
          Leave it
        </button>
        <button
          className={`button ${tone}`}
          type="button"
          disabled={action.isPending}
          onClick={() => action.mutate(undefined, { onSuccess: onDone })}
        >
          {yes}
        </button>
      </div>
      {action.error && <ProblemNotice problem={ApiProblem.from(action.error)} />}
    </>
  );
}
