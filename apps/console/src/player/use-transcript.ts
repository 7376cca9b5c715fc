import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { mergeTranscripts } from './merge-transcripts.js';

/** The text of the whole job; while there is none, that of the parts that are done. */
export function useTranscript(job: Job, artifacts: readonly Artifact[]) {
  const { api } = useSession();
  const transcripts = artifacts.filter(({ name }) => name === 'transcript.json');
  const whole = transcripts.find(({ jobId }) => jobId === job.id);
  const optionsOf = (id: string) => ({
    queryKey: ['transcript', id],
    queryFn: () => api.transcript(id),
    staleTime: Infinity,
  });
  const ofWhole = useQuery({ ...optionsOf(whole?.id ?? ''), enabled: whole !== undefined });
  const parts = ofWhole.data ? [] : transcripts.filter(({ jobId }) => jobId !== job.id);
  const ofParts = useQueries({ queries: parts.map(({ id }) => optionsOf(id)), combine: merged });
  return {
    transcript: ofWhole.data ?? ofParts,
    isPending: ofWhole.isLoading,
  };
}

/** Called only when a part is new. */
const merged = (parts: readonly { readonly data: Transcript | undefined }[]) =>
  mergeTranscripts(parts.flatMap(({ data }) => data ?? []));
