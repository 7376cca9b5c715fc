import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { mergeTrees } from '../live/apply-event.js';
import { treeKey } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Asks once more before it stops the work. */
export function CancelButton({ job: { id, status } }: { job: Job }) {
  const isStopping = status === 'cancelling';
  return (
    <AskingButton label={isStopping ? 'Stopping…' : 'Cancel job'} question="Cancel this job?" disabled={isStopping}>
      {(close) => <CancelQuestion jobId={id} close={close} />}
    </AskingButton>
  );
}

function CancelQuestion({ jobId, close }: { jobId: string; close: () => void }) {
  const cancel = useCancelJob(jobId);
  return (
    <>
      <p>Do you want to stop this job?</p>
      <div className="button-row">
        <button className="button" type="button" autoFocus onClick={close}>
          Keep going
        </button>
        <button
          className="button danger"
          type="button"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate(undefined, { onSuccess: close })}
        >
          Yes, stop
        </button>
      </div>
      {cancel.error && <ProblemNotice problem={ApiProblem.from(cancel.error)} />}
    </>
  );
}

function useCancelJob(jobId: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.cancelJob(jobId),
    onSuccess: (job) => {
      queries.setQueryData<JobSnapshot>(treeKey(jobId), (known) => known && mergeTrees(known, { ...known, job }));
    },
  });
}
