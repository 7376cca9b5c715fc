import type { CorpusRecord } from '@polyspool/contracts/records';
import { useQuery } from '@tanstack/react-query';
import { warningsOf } from '../job/warnings-of.js';
import { useSession } from '../session/session.js';

/** What the job that measured a recording wants to be known, as long as it still answers. */
export function useMeasuringWarnings({ measuredBy = '' }: CorpusRecord): readonly string[] {
  const { api } = useSession();
  const { data } = useQuery({
    queryKey: ['measured-by', measuredBy],
    queryFn: () => api.job(measuredBy),
    enabled: measuredBy !== '',
    staleTime: Infinity,
  });
  return data ? warningsOf(data) : [];
}
