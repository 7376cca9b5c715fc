import type { Job } from '@polyspool/contracts/job-status';
import type { ReactNode } from 'react';
import { usePolled } from '../operations/use-polled.js';
import { useSession } from '../session/session.js';
import { timeAgo } from '../ui/format.js';
import { JobLine } from '../ui/job-line.js';

interface NewestRunProps {
  readonly type: string;
  readonly name: string;
  readonly children?: (job: Job) => ReactNode;
}

/** The newest job of a kind, whoever began it: also that of the schedule. */
export function NewestRun({ type, name, children }: NewestRunProps) {
  const { api } = useSession();
  const newest = usePolled(`newest ${type}`, async () => (await api.jobs({ type, limit: 1 })).items);
  const job = newest.data?.[0];
  if (!job) return null;
  return (
    <JobLine key={job.id} jobId={job.id} name={name}>
      {(current) => (
        <>
          <p className="muted small">
            {current.finishedAt ? `Ended ${timeAgo(current.finishedAt)}` : `Begun ${timeAgo(current.createdAt)}`}
          </p>
          {current.status === 'succeeded' && children?.(current)}
        </>
      )}
    </JobLine>
  );
}
