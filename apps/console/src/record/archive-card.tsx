import { storageJobs } from '@polyspool/contracts/corpus';
import type { Job } from '@polyspool/contracts/job-status';
import { CircleCheck } from 'lucide-react';
import { byteSize, timeAgo } from '../ui/format.js';
import { FollowedJob } from './followed-job.js';

/** The copy that is kept for good. */
export function ArchiveCard({ jobId }: { jobId: string }) {
  return (
    <section className="card record-archive" aria-labelledby="archive-heading">
      <h2 id="archive-heading">Archive</h2>
      <FollowedJob jobId={jobId}>{(job) => <Copied job={job} />}</FollowedJob>
    </section>
  );
}

function Copied({ job: { output, finishedAt } }: { job: Job }) {
  const { data } = storageJobs.upload.output.safeParse(output);
  return (
    <>
      <p className="good-news">
        <CircleCheck aria-hidden size={20} />
        The archive has a copy{data && ` of ${byteSize(data.bytes)}`}, which was read back and is the same
        {finishedAt && ` (${timeAgo(finishedAt)})`}.
      </p>
      {data && (
        <p className="hint archive-sum">
          SHA-256 <code>{data.sha256}</code>
        </p>
      )}
    </>
  );
}
