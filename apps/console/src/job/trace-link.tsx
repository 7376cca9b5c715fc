import type { Job } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';

/** To where the trace of a job is shown, for those who may look there. Events do not tell: it is asked for. */
export function TraceLink({ job: { id, traceId } }: { job: Job }) {
  const { api } = useSession();
  const { data } = useQuery({ queryKey: ['job', id, 'trace', traceId], queryFn: () => api.job(id) });
  if (!data?.traceUrl) return null;
  return (
    <p>
      <a href={data.traceUrl} target="_blank" rel="noreferrer">
        Trace of this job
      </a>{' '}
      <span className="muted small">It may not have been kept: of what goes well, only a share is.</span>
    </p>
  );
}
