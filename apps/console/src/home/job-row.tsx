import type { UploadKind } from '@polyspool/contracts/files';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { ChevronRight, Cog, FileAudio, FileText, FileVideo, type LucideIcon, ScrollText } from 'lucide-react';
import { Link } from 'react-router';
import { useUpload } from '../live/use-upload.js';
import { fullDate, timeAgo } from '../ui/format.js';
import { jobTitle, jobTypeLabel } from '../ui/job-names.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { StatusBadge } from '../ui/status-badge.js';
import { JobRowOutlook } from './job-row-outlook.js';

export function JobRow({ job }: { job: Job }) {
  const { data: upload } = useUpload(job);
  const Icon = job.input['uploadId'] || isOfScript(job) ? icons[upload?.kind ?? kindOf(job)] : Cog;
  const name = jobTitle(job) ?? upload?.name ?? jobTypeLabel(job.type);
  return (
    <li className="job-row">
      <Icon aria-hidden className="job-row-icon" size={24} strokeWidth={1.5} />
      <div className="job-row-main">
        <Link className="job-row-link" to={`/jobs/${job.id}`}>
          {name}
        </Link>
        <p className="muted small">
          {jobTypeLabel(job.type)} ·{' '}
          <time dateTime={job.createdAt} title={fullDate(job.createdAt)}>
            {timeAgo(job.createdAt)}
          </time>
          <JobRowOutlook job={job} />
        </p>
      </div>
      <StatusBadge status={job.status} />
      <ChevronRight aria-hidden className="job-row-arrow" size={18} />
      {!isTerminal(job.status) && (
        <div className="job-row-progress">
          <ProgressBar label={`Progress of ${name}`} percent={job.percent} active={job.status === 'running'} />
        </div>
      )}
    </li>
  );
}

const icons: Record<UploadKind, LucideIcon> = {
  video: FileVideo,
  audio: FileAudio,
  document: FileText,
  script: ScrollText,
};

const isOfScript = ({ type }: Pick<Job, 'type'>) => /^(script|generation)\./.test(type);

/** What its file most likely is, until that is known. */
function kindOf({ type }: Pick<Job, 'type'>): UploadKind {
  if (isOfScript({ type })) return 'script';
  return type.startsWith('pdf.') ? 'document' : 'video';
}
