import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { mergeTrees } from '../live/apply-event.js';
import { treeKey } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Starts an ended job again; parts that were finished are kept. */
export function ResumeButton({ job: { id } }: { job: Job }) {
  const { api } = useSession();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () => api.resumeJob(id),
    onSuccess: (job) => {
      queries.setQueryData<JobSnapshot>(treeKey(id), (known) => known && mergeTrees(known, { ...known, job }));
    },
  });
  return (
    <>
      <button className="button" type="button" disabled={resume.isPending} onClick={() => resume.mutate()}>
        Try again
      </button>
      {resume.error && <ProblemNotice problem={ApiProblem.from(resume.error)} />}
    </>
  );
}
