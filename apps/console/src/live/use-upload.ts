import type { Job } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';

/** The file that a job works on. It never changes, so it is asked for once. */
export function useUpload(job: Job) {
  const { api } = useSession();
  const id = typeof job.input['uploadId'] === 'string' ? job.input['uploadId'] : undefined;
  return useQuery({
    queryKey: ['upload', id],
    queryFn: () => api.upload(id ?? ''),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
}
