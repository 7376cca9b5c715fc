import type { CorpusRecord } from '@polyspool/contracts/records';
import { Link } from 'react-router';
import { clockTime, fullDate, languageName, timeAgo } from '../ui/format.js';
import { RecordBadge } from './record-badge.js';
import { durationOf, flagWords } from './record-words.js';

interface RecordRowProps {
  readonly record: CorpusRecord;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

export function RecordRow({ record, isChosen, onChoose }: RecordRowProps) {
  const { id, title, language, uploadId, state, createdAt } = record;
  const duration = durationOf(record);
  const about = [language && languageName(language), record.category, record.contributor, record.place].filter(Boolean);
  return (
    <li className={`record-row${isChosen ? ' chosen' : ''}`}>
      <input
        type="checkbox"
        aria-label={`Choose ${title}`}
        checked={isChosen}
        disabled={!uploadId}
        onChange={({ target }) => onChoose(target.checked)}
      />
      <div className="record-row-main">
        <Link className="record-row-link" to={`/recordings/${id}`} dir="auto" lang={language}>
          {title}
        </Link>
        <p className="muted small">
          {about.map((text) => (
            <span key={text} dir="auto">
              {text} ·{' '}
            </span>
          ))}
          <time dateTime={createdAt} title={fullDate(createdAt)}>
            {timeAgo(createdAt)}
          </time>
        </p>
        <Flags record={record} />
      </div>
      <span className="record-row-time tabular">{duration === undefined ? '' : clockTime(duration)}</span>
      {uploadId ? <RecordBadge state={state} /> : <span className="badge">No recording yet</span>}
    </li>
  );
}

function Flags({ record: { measures, title } }: Pick<RecordRowProps, 'record'>) {
  if (!measures?.flags.length) return null;
  return (
    <ul className="flag-badges" aria-label={`Quality of ${title}`}>
      {measures.flags.map((flag) => (
        <li className="badge draft" key={flag} title={flagWords[flag].detail}>
          {flagWords[flag].name}
        </li>
      ))}
    </ul>
  );
}
