import type { Job } from '@polyspool/contracts/job-status';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { fullDate } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ShowMore } from './operations-section.js';
import { useOperation, usePolledPages } from './use-polled.js';

export function DeadJobList({ fingerprint }: { fingerprint: string }) {
  const { api } = useSession();
  const jobs = usePolledPages(['dead-jobs', fingerprint], (cursor) => api.operations.deadJobs(fingerprint, cursor));
  const problem = jobs.error && ApiProblem.from(jobs.error);
  // The last of them has just been replayed: the group is about to leave as well.
  const isGone = problem?.problem.code === 'deadLetter.unknown';
  return (
    <>
      {problem && !isGone && <ProblemNotice problem={problem} />}
      {jobs.isPending && <p className="muted">Loading…</p>}
      <ul className="dead-jobs" aria-label="Jobs that failed so">
        {!isGone && jobs.data?.map((job) => <DeadJobRow key={job.id} job={job} />)}
      </ul>
      <ShowMore query={jobs} what="jobs" />
    </>
  );
}

function DeadJobRow({ job: { id, error, finishedAt, attempts } }: { job: Job }) {
  const { api } = useSession();
  const replay = useOperation(() => api.operations.replay({ jobIds: [id] }));
  return (
    <li className="dead-job">
      <div className="dead-job-text">
        <Link to={`/jobs/${id}`}>
          Job <code>{id.slice(-8)}</code>
        </Link>
        <p className="muted small">
          {finishedAt && `${fullDate(finishedAt)} · `}
          {attempts === 1 ? '1 attempt' : `${attempts} attempts`}
        </p>
        {error && <p className="small">{error.detail}</p>}
      </div>
      <button
        className="button small"
        type="button"
        aria-label={`Replay job ${id.slice(-8)}`}
        disabled={replay.isPending || replay.isSuccess}
        onClick={() => replay.mutate()}
      >
        Replay
      </button>
      {replay.error && <ProblemNotice problem={ApiProblem.from(replay.error)} />}
    </li>
  );
}
