import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

interface Asking {
  /** Where others may change it while one looks. */
  readonly refetchInterval?: number;
  readonly enabled?: boolean;
}

/** A list that comes page by page. */
export function usePages<Item>(
  queryKey: readonly unknown[],
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
  asking: Asking = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    ...asking,
  });
  return { ...query, data: query.data?.pages.flatMap(({ items }) => items) };
}

/** Changes something of the kind `root`, and looks at once what has become of all of it. */
export function useChange<Input = void, Output = unknown>(root: string, mutationFn: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: [root] }) });
}
