import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';
import { useUpload } from '../live/use-upload.js';
import { fullDate, languageName, timeAgo } from '../ui/format.js';
import { jobTitle, jobTypeLabel } from '../ui/job-names.js';
import { StatusBadge } from '../ui/status-badge.js';
import { CancelButton } from './cancel-button.js';
import { ResumeButton } from './resume-button.js';

interface JobHeaderProps {
  readonly job: Job;
  /** Found out where nobody has said it. */
  readonly spoken?: string | undefined;
  /** Of what it makes. */
  readonly title?: string | undefined;
}

export function JobHeader({ job, spoken, title }: JobHeaderProps) {
  const upload = useUpload(job).data;
  const name = title ?? jobTitle(job) ?? upload?.name ?? jobTypeLabel(job.type);
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
        <Languages job={job} spoken={spoken} /> ·{' '}
        <time dateTime={job.createdAt} title={fullDate(job.createdAt)}>
          {timeAgo(job.createdAt)}
        </time>
      </p>
      {!isTerminal(job.status) && <CancelButton job={job} />}
      {isTerminal(job.status) && job.status !== 'succeeded' && <ResumeButton job={job} />}
    </header>
  );
}

function Languages({ job: { input, output }, spoken }: Omit<JobHeaderProps, 'title'>) {
  const { targetLanguage } = input;
  const language = spoken ?? languageOf(output) ?? languageOf(input);
  const target = typeof targetLanguage === 'string' ? `to ${languageName(targetLanguage)}` : '';
  const text = [language && languageName(language), target].filter(Boolean).join(' ');
  return text && ` · ${text}`;
}

function languageOf(fields: unknown): string | undefined {
  const { language } = (fields ?? {}) as { language?: unknown };
  return typeof language === 'string' ? language : undefined;
}
