import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';

/** What the subtitles' check has found; nothing where it was left out. */
export function useQuality(job: Job, artifacts: readonly Artifact[]) {
  const { api } = useSession();
  const id = artifacts.find((artifact) => artifact.jobId === job.id && artifact.name === 'quality.json')?.id;
  return useQuery({
    queryKey: ['quality', id],
    queryFn: () => api.artifactJson(SubtitleQuality, id ?? ''),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
}
