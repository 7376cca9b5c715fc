import { applyJobEvent, mergeFetchedJob } from '@polyspool/contracts/apply-job-event';
import { isTerminal, type JobEvent, type JobPage, type JobStatus } from '@polyspool/contracts/job-status';
import { useInfiniteQuery, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../session/session.js';
import { pollIntervalMs } from './poll-interval.js';
import { useLiveState } from './use-live-state.js';

type JobPages = InfiniteData<JobPage, string | undefined>;

const forecastIntervalMs = 10_000;

const hasOpenJobs = (data: JobPages | undefined) =>
  data?.pages.some(({ items }) => items.some(({ status }) => !isTerminal(status))) ?? false;

export interface JobFilter {
  readonly status?: JobStatus | undefined;
  readonly type?: string | undefined;
}

const listKey = ({ status, type }: JobFilter) => ['jobs', status ?? 'any status', type ?? 'any kind', 'pages'];

/** The jobs that the user may see, newest first, page after page, kept up to date. */
export function useJobList({ status, type }: JobFilter) {
  const { api } = useSession();
  const queries = useQueryClient();
  const state = useLiveState();
  const queryKey = listKey({ status, type });
  useWatchedList(status, type);
  return useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor }) => {
      const page = await api.jobs({ status, type, cursor });
      return keepNewer(queries.getQueryData<JobPages>(queryKey), page);
    },
    getNextPageParam: (page) => page.nextCursor,
    // Events do not tell how forecasts move.
    refetchInterval: ({ state: { data } }) => pollIntervalMs(state) || (hasOpenJobs(data) && forecastIntervalMs),
  });
}

function useWatchedList(status: JobStatus | undefined, type: string | undefined) {
  const { feed } = useSession();
  const queries = useQueryClient();
  const state = useLiveState();
  useEffect(
    () => feed.watchMine((event) => takeEvent(queries, { status, type }, event)),
    [feed, queries, status, type],
  );
  useEffect(() => {
    // What happened while nobody listened comes with no event.
    if (state === 'live') void queries.invalidateQueries({ queryKey: ['jobs'] });
  }, [queries, state]);
}

function takeEvent(queries: QueryClient, filter: JobFilter, event: JobEvent) {
  const key = listKey(filter);
  const { status } = filter;
  const known = queries.getQueryData<JobPages>(key);
  const isKnown = known?.pages.some((page) => page.items.some((job) => job.id === event.jobId)) ?? false;
  if (known && isKnown)
    queries.setQueryData<JobPages>(
      key,
      mapJobs(known, (job) => applyJobEvent(job, event)),
    );
  const movesIn = !isKnown && (!status || event.change.status === status);
  const movesOut = isKnown && status && event.change.status && event.change.status !== status;
  if (movesIn || movesOut) void queries.invalidateQueries({ queryKey: key });
}

/** An event may have come while the page was under way. */
function keepNewer(known: JobPages | undefined, page: JobPage): JobPage {
  const jobs = new Map(known?.pages.flatMap(({ items }) => items).map((job) => [job.id, job]));
  return { ...page, items: page.items.map((job) => mergeFetchedJob(jobs.get(job.id), job)) };
}

function mapJobs(data: JobPages, change: (job: JobPage['items'][number]) => JobPage['items'][number]): JobPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
