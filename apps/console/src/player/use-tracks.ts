import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { useQueries } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { languageName } from '../ui/format.js';

export interface SubtitleTrack {
  readonly id: string;
  readonly url: string;
  readonly language: string;
  readonly label: string;
}

/** The WebVTT files of a job, with links that a `<track>` can read. */
export function useTracks(job: Job, artifacts: readonly Artifact[]): SubtitleTrack[] {
  const { api } = useSession();
  const files = artifacts.flatMap((artifact) => {
    // Those with both languages in one file have none.
    const { language } = artifact;
    return artifact.jobId === job.id && artifact.name.endsWith('.vtt') && language
      ? [{ id: artifact.id, language }]
      : [];
  });
  const links = useQueries({
    queries: files.map(({ id }) => ({
      queryKey: ['artifact-link', id],
      queryFn: () => api.artifactLink(id),
      staleTime: Infinity,
    })),
  });
  return files.flatMap(({ id, language }, index) => {
    const url = links[index]?.data?.url;
    return url ? [{ id, url, language, label: languageName(language) }] : [];
  });
}
