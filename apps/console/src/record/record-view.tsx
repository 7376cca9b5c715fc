import type { CorpusRecord } from '@polyspool/contracts/records';
import { useCallback, useRef, useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { Downloads } from '../player/downloads.js';
import type { Arrival } from '../records/use-new-record.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AboutCard } from './about-card.js';
import { AnalysisCard } from './analysis-card.js';
import { ArchiveCard } from './archive-card.js';
import { EditRecord } from './edit-record.js';
import { MissingRecording } from './missing-recording.js';
import { QualityCard } from './quality-card.js';
import { RecordHeader } from './record-header.js';
import { RecordProgress } from './record-progress.js';
import { SoundPlayer } from './sound-player.js';
import { TranscriptCard } from './transcript-card.js';
import { useRecordFiles } from './use-record-files.js';
import { useRecordJobs } from './use-record-jobs.js';

interface RecordViewProps {
  readonly record: CorpusRecord;
  readonly arrival: Arrival;
}

/** A recording: what it sounds like, what is said in it, and what is known of it. */
export function RecordView({ record, arrival }: RecordViewProps) {
  const { upload, measures } = record;
  const [isEdited, setEdited] = useState(false);
  const files = useRecordFiles(record);
  const jobs = useRecordJobs(record, arrival.jobId);
  const media = useRef<HTMLAudioElement>(null);
  const seek = useCallback((seconds: number) => {
    if (!media.current) return;
    media.current.currentTime = seconds;
    // A browser may refuse to play before anybody has clicked; its own button is there then.
    void media.current.play()?.catch(() => undefined);
  }, []);
  return (
    <article className="job-page record-page">
      <RecordHeader record={record} jobs={jobs} onEdit={() => setEdited(true)} />
      {arrival.problem && <ProblemNotice problem={new ApiProblem(arrival.problem)} />}
      {isEdited && <EditRecord record={record} onClose={() => setEdited(false)} />}
      {jobs.processingId && <RecordProgress key={jobs.processingId} record={record} jobId={jobs.processingId} />}
      {upload ? (
        <SoundPlayer record={record} upload={upload} files={files} mediaRef={media} />
      ) : (
        <MissingRecording record={record} jobs={jobs} />
      )}
      {measures && <QualityCard measures={measures} />}
      <TranscriptCard record={record} file={files.transcript} onSeek={seek} />
      {jobs.analysisId && <AnalysisCard key={jobs.analysisId} record={record} jobId={jobs.analysisId} />}
      <AboutCard record={record} />
      {jobs.archiveId && <ArchiveCard key={jobs.archiveId} jobId={jobs.archiveId} />}
      <Downloads artifacts={files.all} transcript={undefined} />
    </article>
  );
}
