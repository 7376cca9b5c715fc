import { useQuery, useQueryClient } from '@tanstack/react-query';
import { recordsKey } from '../records/use-records.js';
import { useSession } from '../session/session.js';

const recordKey = (id: string) => ['record', id] as const;

export function useRecord(id: string) {
  const { api } = useSession();
  return useQuery({ queryKey: recordKey(id), queryFn: () => api.records.find(id) });
}

/** To be called when a recording is another than before. */
export function useRecordChanged(id: string) {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: recordsKey });
    return queries.invalidateQueries({ queryKey: recordKey(id) });
  };
}
