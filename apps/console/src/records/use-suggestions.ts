import type { CorpusRecord } from '@polyspool/contracts/records';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { recordsKey } from './use-records.js';

export type SuggestedField = 'category' | 'place' | 'contributor' | 'licence' | 'language';

/** What was written in a field of the newest recordings: so that the same is written in the same way. */
export function useSuggestions() {
  const { api } = useSession();
  const { data } = useQuery({
    queryKey: [...recordsKey, 'suggestions'],
    queryFn: () => api.records.list('limit=200'),
    staleTime: 60_000,
  });
  const records = data?.items ?? [];
  return (field: SuggestedField): string[] => distinct(records.map((record: CorpusRecord) => record[field])).sort();
}

const distinct = (values: readonly (string | undefined)[]) => [
  ...new Set(values.filter((value) => value !== undefined)),
];
