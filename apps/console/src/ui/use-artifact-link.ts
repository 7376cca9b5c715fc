import type { Artifact } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';

/** An address at which a file of a job can be shown. */
export function useArtifactLink({ id }: Artifact) {
  const { api } = useSession();
  return useQuery({ queryKey: ['artifact-link', id], queryFn: () => api.artifactLink(id), staleTime: Infinity });
}
