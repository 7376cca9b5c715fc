import { corpusJobs, storageJobs } from '@polyspool/contracts/corpus';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../session/session.js';
import { useLatestJob } from './use-latest-job.js';

/** The jobs over a recording that its page shows, and the ways to begin them. */
export function useRecordJobs({ id, uploadId = '', state, lastJobId }: CorpusRecord, begunId: string | undefined) {
  const { api } = useSession();
  const [startedId, setStartedId] = useState<string>();
  const analysis = useLatestJob(corpusJobs.analyzeContent.name, 'recordId', id);
  const archive = useLatestJob(storageJobs.upload.name, 'uploadId', uploadId);
  const place = useQuery({ queryKey: ['archive'], queryFn: api.records.archive, staleTime: Infinity });
  const isNews = state === 'processing' || state === 'failed' || state === 'cancelled';
  const last = isNews ? lastJobId : undefined;
  return {
    processingId: [startedId, last, begunId].find((jobId) => jobId && jobId !== analysis.jobId),
    analysisId: analysis.jobId,
    archiveId: archive.jobId,
    hasArchive: place.data?.isConfigured === true,
    process: useMutation({ mutationFn: () => api.records.process(id), onSuccess: (job) => setStartedId(job.id) }),
    analyze: useMutation({ mutationFn: () => api.records.analyze(id), onSuccess: analysis.set }),
    archive: useMutation({
      mutationFn: () => api.submit(storageJobs.upload.name, { uploadId }),
      onSuccess: archive.set,
    }),
  };
}

export type RecordJobs = ReturnType<typeof useRecordJobs>;
