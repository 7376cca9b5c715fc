import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import { isTerminal } from '@polyspool/contracts/job-status';
import type { LiveProblem } from '@polyspool/contracts/live';
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../session/session.js';
import { applyEvent, mergeTrees } from './apply-event.js';
import { outlookIntervalMs, pollIntervalMs } from './poll-interval.js';
import { useLiveState } from './use-live-state.js';

export const treeKey = (jobId: string) => ['job', jobId, 'tree'] as const;
/** What is to be expected of it. */
export const outlookKey = (jobId: string) => ['job', jobId, 'outlook'] as const;
export const artifactsKey = (jobId: string) => ['job', jobId, 'artifacts'] as const;

/** A job with its children, kept up to date by events, or by asking while there are none. */
export function useJobTree(jobId: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  const refused = useWatchedJob(jobId);
  const state = useLiveState();
  return useQuery({
    queryKey: treeKey(jobId),
    queryFn: async () => {
      const fetched = await api.jobTree(jobId);
      return mergeTrees(queries.getQueryData<JobSnapshot>(treeKey(jobId)), fetched);
    },
    refetchInterval: ({ state: { data, error } }) => {
      if (data ? isTerminal(data.job.status) : error) return false;
      if (data && standsStill(data)) return outlookIntervalMs;
      return pollIntervalMs(refused ? 'down' : state);
    },
  });
}

/** No part does anything, so no event tells why. */
const standsStill = ({ job, children }: JobSnapshot) =>
  job.waiting?.reason === 'children' && !children.some(({ status }) => status === 'running');

function useWatchedJob(jobId: string) {
  const { feed } = useSession();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<LiveProblem>();
  useEffect(() => {
    const key = treeKey(jobId);
    return feed.watchJob(jobId, {
      onSnapshot: (snapshot) => {
        setRefused(undefined);
        queries.setQueryData<JobSnapshot>(key, (known) => mergeTrees(known, snapshot));
        // It comes without what is to be expected.
        void queries.invalidateQueries({ queryKey: outlookKey(jobId) });
        void queries.invalidateQueries({ queryKey: artifactsKey(jobId) });
      },
      onEvent: (event) => takeEvent(queries, jobId, event),
      onRefused: setRefused,
    });
  }, [feed, queries, jobId]);
  return refused;
}

/** Events carry neither artifacts nor the input of a new child: those are fetched when an event tells of them. */
function takeEvent(queries: QueryClient, jobId: string, event: JobEvent) {
  const key = treeKey(jobId);
  const before = queries.getQueryData<JobSnapshot>(key);
  if (!before) return;
  const after = applyEvent(before, event);
  queries.setQueryData(key, after);
  if (after.children.length > before.children.length) void queries.invalidateQueries({ queryKey: key });
  const { status } = event.change;
  if (status && isTerminal(status)) void queries.invalidateQueries({ queryKey: artifactsKey(jobId) });
}
