import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useOperation } from './use-polled.js';

interface CountedQuestionProps {
  /** Different for each thing that can be asked. */
  readonly name: string;
  /** A dry run. */
  readonly count: () => Promise<number>;
  readonly text: (count: number) => string;
  readonly nothing: string;
  readonly yes: string;
  readonly tone?: 'danger' | 'primary';
  readonly run: () => Promise<unknown>;
  readonly close: () => void;
  readonly children?: ReactNode;
}

/** Says how many it would be before anything is done. */
export function CountedQuestion(props: CountedQuestionProps) {
  const { name, count, text, nothing, yes, tone = 'danger', run, close, children } = props;
  const counted = useQuery({ queryKey: ['dry-run', name], queryFn: count, staleTime: 0, gcTime: 0 });
  const operation = useOperation(run);
  const problem = operation.error ?? counted.error;
  return (
    <>
      <p aria-live="polite">
        {counted.data === undefined ? 'Counting…' : counted.data > 0 ? text(counted.data) : nothing}
      </p>
      {children}
      <div className="button-row">
        <button className="button" type="button" autoFocus onClick={close}>
          Leave it
        </button>
        <button
          className={`button ${tone}`}
          type="button"
          disabled={!counted.data || operation.isPending}
          onClick={() => operation.mutate(undefined, { onSuccess: close })}
        >
          {yes}
        </button>
      </div>
      {problem && <ProblemNotice problem={ApiProblem.from(problem)} />}
    </>
  );
}
