import type { Upload } from '@polyspool/contracts/files';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { RecordingField } from '../records/recording-field.js';
import { useRecordingFile } from '../records/use-recording-file.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import type { RecordJobs } from './use-record-jobs.js';
import { useRecordChanged } from './use-record.js';

interface MissingRecordingProps {
  readonly record: CorpusRecord;
  readonly jobs: RecordJobs;
}

/** What is known of a recording may be there before the recording. */
export function MissingRecording({ record, jobs }: MissingRecordingProps) {
  const { api } = useSession();
  const changed = useRecordChanged(record.id);
  const recording = useRecordingFile();
  const filling = useMutation({
    mutationFn: async (arrived: Promise<Upload>) => {
      const upload = await arrived;
      await api.records.change(record.id, { uploadId: upload.id });
      await jobs.process.mutateAsync();
    },
    onSettled: changed,
  });
  const take = (files: readonly File[]) => {
    const sent = recording.send(files);
    if (sent) filling.mutate(sent.arrived);
  };
  return (
    <section className="card missing-recording" aria-labelledby="missing-heading">
      <h2 id="missing-heading">The recording is missing</h2>
      <RecordingField recording={recording} onFiles={take} />
      {filling.error && !recording.error && recording.file && (
        <ProblemNotice problem={ApiProblem.from(filling.error)} />
      )}
    </section>
  );
}
