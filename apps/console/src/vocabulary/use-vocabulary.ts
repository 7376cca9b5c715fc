import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { JobVocabulary, KnownEntry } from '@polyspool/contracts/learner';
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useSession } from '../session/session.js';

export type VocabularyPages = InfiniteData<JobVocabulary, string | undefined>;

export const vocabularyKey = (jobId: string) => ['job', jobId, 'vocabulary'] as const;

/** All words of a job with how well they are known; pages arrive one after the other. */
export function useVocabulary(job: Job, artifacts: readonly Artifact[]) {
  const { api } = useSession();
  const isThere = artifacts.some(({ jobId, name }) => jobId === job.id && name === 'vocabulary.json');
  const query = useInfiniteQuery({
    queryKey: vocabularyKey(job.id),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.learning.vocabulary(job.id, pageParam),
    getNextPageParam: (page) => page.nextCursor,
    enabled: isThere,
    staleTime: Infinity,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const pageCount = query.data?.pages.length;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage({ cancelRefetch: false });
  }, [pageCount, hasNextPage, isFetching, isError, fetchNextPage]);
  const entries = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? noEntries, [query.data]);
  const last = query.data?.pages.at(-1);
  return {
    isThere,
    entries,
    language: last?.language,
    coverage: last?.coverage,
    isComplete: !hasNextPage,
    error: query.error,
  };
}

const noEntries: readonly KnownEntry[] = [];
