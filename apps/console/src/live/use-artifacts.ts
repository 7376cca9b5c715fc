import type { Artifact } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { pollIntervalMs } from './poll-interval.js';
import { artifactsKey } from './use-job-tree.js';
import { useLiveState } from './use-live-state.js';

const none: readonly Artifact[] = [];

/** The files of a job and of its parts, as they are published. */
export function useArtifacts(jobId: string) {
  const { api } = useSession();
  const state = useLiveState();
  const { data, isPending } = useQuery({
    queryKey: artifactsKey(jobId),
    queryFn: () => api.artifacts(jobId),
    refetchInterval: pollIntervalMs(state),
  });
  return { artifacts: data ?? none, isPending };
}
