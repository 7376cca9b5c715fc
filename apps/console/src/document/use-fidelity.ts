import { FidelityReport } from '@polyspool/contracts/fidelity';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { isOverDocument } from './document-files.js';

/** What a translation has changed in its document; nothing while there is none. */
export function useFidelity(job: Job, artifacts: readonly Artifact[]) {
  const { api } = useSession();
  const isReport = ({ jobId, name }: Artifact) => jobId === job.id && name === 'fidelity.json';
  const id = isOverDocument(job) ? artifacts.find(isReport)?.id : undefined;
  return useQuery({
    queryKey: ['fidelity', id],
    queryFn: () => api.artifactJson(FidelityReport, id ?? ''),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
}
