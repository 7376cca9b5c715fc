import { isTerminal } from '@polyspool/contracts/job-status';
import { CorpusReport, type Report } from '@polyspool/contracts/reports';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';

const reportsKey = ['reports'];

/** The newest statistics, the one that is made now, and the way to make another. */
export function useCorpusReport() {
  const { api, settings } = useSession();
  const queries = useQueryClient();
  const isMine = useOwnReports();
  const reports = useQuery({ queryKey: reportsKey, queryFn: () => api.records.reports('corpusStatistics') });
  const refresh = () => void queries.invalidateQueries({ queryKey: reportsKey });
  const ofCorpus = reports.data?.filter((report) => !report.options['projectId'] && isMine(report));
  const made = ofCorpus?.find(({ status, files }) => status === 'succeeded' && jsonOf({ files }));
  const jsonId = made && jsonOf(made)?.id;
  const content = useQuery({
    queryKey: ['corpus-report', jsonId],
    queryFn: () => api.artifactJson(CorpusReport, jsonId ?? ''),
    enabled: jsonId !== undefined,
    staleTime: Infinity,
  });
  const asking = useMutation({
    mutationFn: () => api.records.askReport({ type: 'corpusStatistics' }),
    onSuccess: ({ id }) => {
      settings.setItem(keptName, id);
      refresh();
    },
  });
  const [newest] = ofCorpus ?? [];
  return {
    isPending: reports.isPending || content.isLoading,
    error: reports.error ?? content.error ?? asking.error ?? undefined,
    /** On its way, or failed after what is shown was made. */
    newer: newest && newest !== made && (!isTerminal(newest.status) || newest.status === 'failed') ? newest : undefined,
    files: made?.files ?? [],
    report: content.data,
    asking,
    refresh,
  };
}

const keptName = 'polyspool.statistics';

/** Operators are shown the reports of everybody: theirs is the one that this browser has asked for. */
function useOwnReports() {
  const { settings } = useSession();
  const role = useMe().data?.role;
  return ({ id }: Report) => role === 'user' || id === settings.getItem(keptName);
}

const jsonOf = ({ files }: Pick<Report, 'files'>) => files.find(({ name }) => name === 'report.json');
