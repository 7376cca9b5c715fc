import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';
import { useUpload } from '../live/use-upload.js';
import { fullDate, languageName, timeAgo } from '../ui/format.js';
import { jobTypeLabel } from '../ui/job-names.js';
import { StatusBadge } from '../ui/status-badge.js';
import { CancelButton } from './cancel-button.js';
import { ResumeButton } from './resume-button.js';

export function JobHeader({ job }: { job: Job }) {
  const name = useUpload(job).data?.name ?? jobTypeLabel(job.type);
  return (
    <header className="job-header">
      <title>{`${name} · Polyspool`}</title>
      <Link className="back-link" to="/">
        <ArrowLeft aria-hidden size={16} />
        All jobs
      </Link>
      <div className="job-title">
        <h1>{name}</h1>
        <StatusBadge status={job.status} />
      </div>
      <p className="muted">
        {jobTypeLabel(job.type)}
        <Languages job={job} /> ·{' '}
        <time dateTime={job.createdAt} title={fullDate(job.createdAt)}>
          {timeAgo(job.createdAt)}
        </time>
      </p>
      {!isTerminal(job.status) && <CancelButton job={job} />}
      {isTerminal(job.status) && job.status !== 'succeeded' && <ResumeButton job={job} />}
    </header>
  );
}

function Languages({ job: { input } }: { job: Job }) {
  const { language, targetLanguage } = input;
  if (typeof language !== 'string') return null;
  const target = typeof targetLanguage === 'string' ? ` to ${languageName(targetLanguage)}` : '';
  return (
    <>
      {' '}
      · {languageName(language)}
      {target}
    </>
  );
}
