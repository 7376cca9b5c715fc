import type { JobSnapshot } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { pollIntervalMs } from '../live/poll-interval.js';
import { artifactsKey, useJobTree } from '../live/use-job-tree.js';
import { useLiveState } from '../live/use-live-state.js';
import { Downloads } from '../player/downloads.js';
import { Player } from '../player/player.js';
import { useTranscript } from '../player/use-transcript.js';
import { useSession } from '../session/session.js';
import { NotFound } from '../ui/not-found.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AttemptList } from './attempt-list.js';
import { JobErrorCard } from './job-error-card.js';
import { JobHeader } from './job-header.js';
import { JobOutlook } from './job-outlook.js';
import { JobProgress } from './job-progress.js';
import { JobWarnings } from './job-warnings.js';
import { PartGrid } from './part-grid.js';

export function JobPage() {
  const { id = '' } = useParams();
  return <JobById key={id} id={id} />;
}

function JobById({ id }: { id: string }) {
  const tree = useJobTree(id);
  if (tree.data) return <JobView tree={tree.data} />;
  if (!tree.error) return <p className="muted loading">Loading…</p>;
  const problem = ApiProblem.from(tree.error);
  // An address that is no id at all is refused as bad input, and means the same to the reader.
  if ([400, 404].includes(problem.problem.status)) return <NotFound what="job" />;
  return <ProblemNotice problem={problem} />;
}

function JobView({ tree }: { tree: JobSnapshot }) {
  const { job, children } = tree;
  const artifacts = useArtifacts(job.id);
  const transcript = useTranscript(job, artifacts);
  return (
    <article className="job-page">
      <JobHeader job={job} />
      <section className={`card progress-card ${job.status}`} aria-label="Progress">
        <JobProgress job={job} />
        <JobOutlook tree={tree} />
        <PartGrid parts={children} />
      </section>
      {job.error && <JobErrorCard error={job.error} />}
      <JobWarnings job={job} />
      {transcript && <Player job={job} artifacts={artifacts} transcript={transcript} />}
      <Downloads artifacts={artifacts.filter(({ jobId }) => jobId === job.id)} transcript={transcript} />
      <AttemptList job={job} />
    </article>
  );
}

function useArtifacts(jobId: string) {
  const { api } = useSession();
  const state = useLiveState();
  const { data } = useQuery({
    queryKey: artifactsKey(jobId),
    queryFn: () => api.artifacts(jobId),
    refetchInterval: pollIntervalMs(state),
  });
  return data ?? [];
}
