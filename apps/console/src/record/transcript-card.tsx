import type { Artifact } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import type { Segment } from '@polyspool/contracts/segments';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../session/session.js';
import { DraftBadge } from '../ui/draft-badge.js';
import { clockTime, languageName } from '../ui/format.js';
import { useMeasuringWarnings } from './use-measuring-warnings.js';

interface TranscriptCardProps {
  readonly record: CorpusRecord;
  /** Its lines with their times, where they are kept. */
  readonly file: Artifact | undefined;
  readonly onSeek: (seconds: number) => void;
}

/** What is said: line by line to be listened to, or as it is kept. */
export function TranscriptCard({ record, file, onSeek }: TranscriptCardProps) {
  const { transcript, measures, language } = record;
  const warnings = useMeasuringWarnings(record);
  const { api } = useSession();
  const timed = useQuery({
    queryKey: ['transcript', file?.id],
    queryFn: () => api.transcript(file?.id ?? ''),
    enabled: file !== undefined,
    staleTime: Infinity,
  });
  if (!measures) return null;
  const isDraft = timed.data?.transcriber.quality === 'draft';
  return (
    <section className="card record-transcript" id="transcript" aria-labelledby="transcript-heading">
      <div className="section-head">
        <h2 id="transcript-heading">What is said</h2>
        {transcript && isDraft && <DraftBadge engines={[transcript.engine]} />}
        {transcript && !isDraft && (
          <p className="muted small">
            {languageName(transcript.language)}, written down by {transcript.engine}
          </p>
        )}
      </div>
      {!transcript && warnings.length === 0 && <p className="muted">{whyNone(language)}</p>}
      {warnings.map((warning) => (
        <p className="muted" key={warning}>
          {warning}
        </p>
      ))}
      {transcript && timed.data && <Lines lines={timed.data.segments} language={transcript.language} onSeek={onSeek} />}
      {transcript && !timed.data && (
        <p className="kept-text" lang={transcript.language} dir="auto">
          {transcript.text}
        </p>
      )}
    </section>
  );
}

const whyNone = (language: string | undefined) =>
  language
    ? `Nothing was written down: nobody was heard speaking, or no engine of this server has ${languageName(language)}.`
    : 'Nothing was written down: nobody was heard speaking, or the language is not known. Naming it often helps.';

/** So many at first, and with every wish for more. */
const step = 100;

interface LinesProps {
  readonly lines: readonly Segment[];
  readonly language: string;
  readonly onSeek: (seconds: number) => void;
}

function Lines({ lines, language, onSeek }: LinesProps) {
  const [limit, setLimit] = useState(step);
  return (
    <>
      <ol className="findings" aria-label="Lines of the transcript">
        {lines.slice(0, limit).map(({ startSeconds, text }) => (
          <li key={startSeconds}>
            <button className="finding" type="button" onClick={() => onSeek(startSeconds)}>
              <span className="line-time tabular">{clockTime(startSeconds)}</span>
              <span className="finding-text" lang={language} dir="auto">
                {text}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {lines.length > limit && (
        <button className="button small" type="button" onClick={() => setLimit(limit + step)}>
          Show more ({(lines.length - limit).toLocaleString('en')} left)
        </button>
      )}
    </>
  );
}
