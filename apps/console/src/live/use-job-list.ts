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

const listKey = (status?: JobStatus) => (status ? ['jobs', status] : ['jobs']);

/** The user's jobs, newest first, page after page, kept up to date. */
export function useJobList(status: JobStatus | undefined) {
  const { api } = useSession();
  const queries = useQueryClient();
  const state = useLiveState();
  useWatchedList(status);
  return useInfiniteQuery({
    queryKey: [...listKey(status), 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor }) => {
      const page = await api.jobs({ status, cursor });
      return keepNewer(queries.getQueryData<JobPages>([...listKey(status), 'pages']), page);
    },
    getNextPageParam: (page) => page.nextCursor,
    // Events do not tell how forecasts move.
    refetchInterval: ({ state: { data } }) => pollIntervalMs(state) || (hasOpenJobs(data) && forecastIntervalMs),
  });
}

function useWatchedList(status: JobStatus | undefined) {
  const { feed } = useSession();
  const queries = useQueryClient();
  const state = useLiveState();
  useEffect(() => feed.watchMine((event) => takeEvent(queries, status, event)), [feed, queries, status]);
  useEffect(() => {
    // What happened while nobody listened comes with no event.
    if (state === 'live') void queries.invalidateQueries({ queryKey: ['jobs'] });
  }, [queries, state]);
}

function takeEvent(queries: QueryClient, status: JobStatus | undefined, event: JobEvent) {
  const key = [...listKey(status), 'pages'];
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
