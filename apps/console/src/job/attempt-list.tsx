import type { Attempt, Job } from '@polyspool/contracts/job-status';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AttemptTable } from './attempt-table.js';
import { TraceLink } from './trace-link.js';

/** Every try at the job, for those who want to know; asked for when it is opened. */
export function AttemptList({ job }: { job: Job }) {
  const [isOpen, setIsOpen] = useState(false);
  const attempts = useAttempts(job, isOpen);
  const isFirst = job.run === 1 && job.attempts === 0;
  if (isFirst) return null;
  return (
    <details className="card attempts" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2>Attempts</h2>
        <span className="muted small">{countOf(job)}</span>
      </summary>
      {attempts.error && <ProblemNotice problem={ApiProblem.from(attempts.error)} />}
      {attempts.isLoading && <p className="muted">Loading…</p>}
      {attempts.data && <Found attempts={attempts.data} />}
      {isOpen && <TraceLink job={job} />}
    </details>
  );
}

function Found({ attempts }: { attempts: readonly Attempt[] }) {
  return attempts.length > 0 ? <AttemptTable attempts={attempts} /> : <p className="muted">Nothing was tried yet.</p>;
}

/** Asked again whenever the job enters another attempt or state. */
function useAttempts({ id, run, attempts, status }: Job, isWanted: boolean) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['job', id, 'attempts', run, attempts, status],
    queryFn: () => api.attempts(id),
    enabled: isWanted,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

const countOf = ({ run, attempts }: Job) => (run > 1 ? `${attempts} in run ${run}` : String(attempts));
