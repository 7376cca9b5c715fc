import type { CorpusRecord } from '@polyspool/contracts/records';
import { useQuery } from '@tanstack/react-query';
import { JobWarnings } from '../job/job-warnings.js';
import { useSession } from '../session/session.js';

/** What the job that measured a recording wants to be known, as long as it still answers. */
export function MeasureWarnings({ record: { measuredBy = '' } }: { record: CorpusRecord }) {
  const { api } = useSession();
  const { data } = useQuery({
    queryKey: ['measured-by', measuredBy],
    queryFn: () => api.job(measuredBy),
    enabled: measuredBy !== '',
    staleTime: Infinity,
  });
  return data && <JobWarnings job={data} />;
}
