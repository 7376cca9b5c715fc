import type { CorpusRecordPage } from '@polyspool/contracts/records';
import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../session/session.js';

export const recordsKey = ['records'] as const;
export const recordKey = (id: string) => ['record', id] as const;

const pageSize = 30;
/** Parts of a batch tell of no event of their own. */
const workIntervalMs = 4_000;

/** The recordings that are looked for, newest first, page after page; those that are worked on are kept up to date. */
export function useRecords(search: string) {
  const { api, feed } = useSession();
  const queries = useQueryClient();
  useEffect(
    () =>
      feed.watchMine(({ change: { status } }) => {
        if (status) void queries.invalidateQueries({ queryKey: recordsKey });
      }),
    [feed, queries],
  );
  return useInfiniteQuery({
    queryKey: [...recordsKey, search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const place = new URLSearchParams({ limit: String(pageSize), ...(pageParam && { cursor: pageParam }) });
      const page = await api.records.list([search, place].filter(String).join('&'));
      for (const record of page.items) queries.setQueryData(recordKey(record.id), record);
      return page;
    },
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => isWorkedOn(data) && workIntervalMs,
  });
}

const isWorkedOn = (data: InfiniteData<CorpusRecordPage> | undefined) =>
  data?.pages.some(({ items }) => items.some(({ state }) => state === 'processing')) ?? false;
