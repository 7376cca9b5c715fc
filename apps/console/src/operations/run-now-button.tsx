import type { Schedule } from '@polyspool/contracts/schedules';
import { Link } from 'react-router';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** The same job, once, beside the schedule. */
export function RunNowButton({ schedule: { name, type, input } }: { schedule: Schedule }) {
  const { api } = useSession();
  const run = useMutation({ mutationFn: () => api.submit(type, input) });
  return (
    <>
      {run.data && (
        <span className="small" role="status">
          <Link to={`/jobs/${run.data.id}`}>It runs: open the job</Link>
        </span>
      )}
      <button
        className="button small"
        type="button"
        aria-label={`Run now: ${name}`}
        disabled={run.isPending}
        onClick={() => run.mutate()}
      >
        Run now
      </button>
      {run.error && <ProblemNotice problem={ApiProblem.from(run.error)} />}
    </>
  );
}
