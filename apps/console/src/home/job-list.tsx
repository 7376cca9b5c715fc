import type { JobStatus } from '@polyspool/contracts/job-status';
import { Captions } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useJobList } from '../live/use-job-list.js';
import { useMe } from '../session/use-me.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { KindFilter } from './kind-filter.js';
import { JobRow } from './job-row.js';
import { StatusFilter } from './status-filter.js';

export function JobList() {
  const [status, setStatus] = useState<JobStatus>();
  const role = useMe().data?.role ?? 'user';
  const isOperator = role !== 'user';
  const [kind, setKind] = useState('video.process');
  // Only operators see what the system does for itself, and that is a lot.
  const list = useJobList({ status, type: isOperator ? kind || undefined : undefined });
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="job-list" aria-labelledby="jobs-heading">
      <div className="section-head">
        <h2 id="jobs-heading">{isOperator ? 'Jobs of everybody' : 'Your jobs'}</h2>
        {isOperator && <KindFilter value={kind} onChange={setKind} />}
        <StatusFilter value={status} onChange={setStatus} />
      </div>
      {list.error && <ProblemNotice problem={ApiProblem.from(list.error)} />}
      {list.isPending && <p className="muted">Loading…</p>}
      {list.isSuccess && jobs.length === 0 && <EmptyList filtered={status !== undefined} />}
      {jobs.length > 0 && (
        <ul className="job-rows" aria-label="Jobs">
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button
          className="button more"
          type="button"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </button>
      )}
    </section>
  );
}

function EmptyList({ filtered }: { filtered: boolean }) {
  return (
    <div className="empty">
      <Captions aria-hidden size={44} strokeWidth={1.4} />
      <p className="empty-title">{filtered ? 'No jobs like that' : 'Nothing here yet'}</p>
      <p className="muted">{filtered ? 'Pick another kind above.' : 'Your first job will appear here.'}</p>
    </div>
  );
}
