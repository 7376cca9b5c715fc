import type { Job } from '@polyspool/contracts/job-status';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/session.js';

const keyOf = (type: string, subjectId: string) => ['latest-job', type, subjectId];

/**
 * The newest job of a kind whose input names something. It is looked for among the newest hundred of that kind: what is
 * older gives its answer no more.
 */
export function useLatestJob(type: string, field: 'recordId' | 'uploadId', subjectId: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  const queryKey = keyOf(type, subjectId);
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      const { items } = await api.jobs({ type, limit: 100 });
      return items.find(({ input }) => input[field] === subjectId) ?? null;
    },
  });
  /** Of a job that has just begun. */
  const set = (job: Job) => void queries.setQueryData(queryKey, job);
  return { jobId: data?.id, set };
}
