import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

const key = (...name: readonly string[]) => ['operations', ...name];

/** Every 3 s while somebody looks: nothing here comes by itself. A page in the background does not ask. */
const polling = { refetchInterval: 3000, refetchOnWindowFocus: true, staleTime: 0 } as const;

export const usePolled = <Data>(name: string, queryFn: () => Promise<Data>) =>
  useQuery({ queryKey: key(name), queryFn, ...polling });

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

export function usePolledPages<Item>(
  name: readonly string[],
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
) {
  const query = useInfiniteQuery({
    queryKey: key(...name),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    getNextPageParam: (page) => page.nextCursor,
    ...polling,
  });
  return { ...query, data: query.data?.pages.flatMap(({ items }) => items) };
}

/** Does something, and looks at once what has become of it. */
export function useOperation<Input = void>(mutationFn: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: key() }) });
}
