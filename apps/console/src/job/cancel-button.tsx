import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { mergeTrees } from '../live/apply-event.js';
import { treeKey } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Asks once more before it stops the work. */
export function CancelButton({ job }: { job: Job }) {
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const cancel = useCancelJob(job.id);
  if (!asking) {
    return (
      <button
        className="button"
        type="button"
        // The question has taken the focus along: give it back.
        autoFocus={asked}
        onClick={() => setAsking(true)}
        disabled={job.status === 'cancelling'}
      >
        {job.status === 'cancelling' ? 'Stopping…' : 'Cancel job'}
      </button>
    );
  }
  const close = () => {
    setAsking(false);
    setAsked(true);
  };
  const stop = () => cancel.mutate(undefined, { onSuccess: close });
  return (
    <div
      className="confirm"
      role="group"
      aria-label="Cancel this job?"
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <p>Do you want to stop this job?</p>
      <div className="button-row">
        <button className="button" type="button" autoFocus onClick={close}>
          Keep going
        </button>
        <button className="button danger" type="button" disabled={cancel.isPending} onClick={stop}>
          Yes, stop
        </button>
      </div>
      {cancel.error && <ProblemNotice problem={ApiProblem.from(cancel.error)} />}
    </div>
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
