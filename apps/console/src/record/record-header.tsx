import type { CorpusRecord } from '@polyspool/contracts/records';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';
import { RecordBadge } from '../records/record-badge.js';
import { durationOf } from '../records/record-words.js';
import { clockTime, fullDate, languageName, timeAgo } from '../ui/format.js';
import { RecordActions } from './record-actions.js';
import type { RecordJobs } from './use-record-jobs.js';

interface RecordHeaderProps {
  readonly record: CorpusRecord;
  readonly jobs: RecordJobs;
  readonly onEdit: () => void;
}

export function RecordHeader({ record, jobs, onEdit }: RecordHeaderProps) {
  const { title, language, category, contributor, place, state, createdAt } = record;
  const duration = durationOf(record);
  const about = [
    language && languageName(language),
    duration !== undefined && clockTime(duration),
    category,
    contributor,
    place,
  ].filter((text) => text);
  return (
    <header className="record-header">
      <title>{`${title} · Polyspool`}</title>
      <Link className="back-link" to="/recordings">
        <ArrowLeft aria-hidden size={16} />
        All recordings
      </Link>
      <div className="job-title">
        <h1 dir="auto" lang={language}>
          {title}
        </h1>
        {record.uploadId && <RecordBadge state={state} />}
      </div>
      <p className="muted">
        {about.map((text) => (
          <span key={String(text)} dir="auto">
            {text} ·{' '}
          </span>
        ))}
        <time dateTime={createdAt} title={fullDate(createdAt)}>
          {timeAgo(createdAt)}
        </time>
      </p>
      <RecordActions record={record} jobs={jobs} onEdit={onEdit} />
    </header>
  );
}
