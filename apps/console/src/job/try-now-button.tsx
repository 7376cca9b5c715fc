import type { JobSnapshot } from '@polyspool/contracts/job-status';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { mergeTrees } from '../live/apply-event.js';
import { treeKey } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Ends the pause before the next attempt. */
export function TryNowButton({ jobId }: { jobId: string }) {
  const { api } = useSession();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.retryJob(jobId),
    onSuccess: (job) => {
      queries.setQueryData<JobSnapshot>(treeKey(jobId), (known) => known && mergeTrees(known, { ...known, job }));
    },
  });
  const isAsked = retry.isPending || retry.isSuccess;
  return (
    <>
      <button className="button" type="button" disabled={isAsked} onClick={() => retry.mutate()}>
        <RotateCw aria-hidden size={16} />
        {isAsked ? 'Trying…' : 'Try now'}
      </button>
      {retry.error && <ProblemNotice problem={ApiProblem.from(retry.error)} />}
    </>
  );
}
