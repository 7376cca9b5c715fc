import { isTerminal, type Job, type JobSnapshot } from '@polyspool/contracts/job-status';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { mergeTrees } from './apply-event.js';
import { outlookIntervalMs } from './poll-interval.js';
import { outlookKey, treeKey } from './use-job-tree.js';
import { useLiveState } from './use-live-state.js';

/** Events tell what happens to a job, not what is to be expected of it: that is asked for until the job has ended. */
export function useJobOutlook({ id, status }: Job) {
  const { api } = useSession();
  const queries = useQueryClient();
  const state = useLiveState();
  useQuery({
    queryKey: outlookKey(id),
    queryFn: async () => {
      const job = await api.job(id);
      queries.setQueryData<JobSnapshot>(treeKey(id), (known) => known && mergeTrees(known, { ...known, job }));
      return job;
    },
    // While there are no events, the whole tree is asked for anyway.
    enabled: !isTerminal(status) && state !== 'down',
    refetchInterval: outlookIntervalMs,
  });
}
