import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { recordKey, recordsKey } from '../records/use-records.js';
import { useSession } from '../session/session.js';

/** As it was a moment ago, or, for who needs only its name, as it was when it was seen last. */
export function useRecord(id: string, isOnlyNamed = false) {
  const { api } = useSession();
  return useQuery({
    queryKey: recordKey(id),
    queryFn: () => api.records.find(id),
    ...(isOnlyNamed && { staleTime: Infinity }),
  });
}

/** An event does not say which recording it is about: with each that moves a job, the recording is asked for again. */
export function useRecordNews(id: string) {
  const { feed } = useSession();
  const queries = useQueryClient();
  useEffect(
    () =>
      feed.watchMine(({ change: { status } }) => {
        if (status) void queries.invalidateQueries({ queryKey: recordKey(id) });
      }),
    [feed, queries, id],
  );
}

/** To be called when a recording is another than before. */
export function useRecordChanged(id: string) {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: recordsKey });
    return queries.invalidateQueries({ queryKey: recordKey(id) });
  };
}
