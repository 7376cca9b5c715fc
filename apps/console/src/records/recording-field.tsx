import { Check } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { SendingCard } from '../home/sending-card.js';
import { clockTime } from '../ui/format.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { RecordingDrop } from './recording-drop.js';
import type { RecordingFile } from './use-recording-file.js';

interface RecordingFieldProps {
  readonly recording: RecordingFile;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The file of a recording: to be chosen, on its way, or here. */
export function RecordingField({ recording, onFiles }: RecordingFieldProps) {
  const { file, upload, fraction, fault, error, forget } = recording;
  return (
    <>
      {!file && <RecordingDrop onFiles={onFiles} />}
      {file && !upload && <SendingCard file={file} fraction={fraction} onCancel={forget} />}
      {file && upload && (
        <div className="sending">
          <div className="sending-head">
            <Check aria-hidden size={28} strokeWidth={1.5} />
            <div className="sending-name">
              <p className="file-name">{upload.name}</p>
              <p className="muted" role="status">
                The file is here
                {'durationSeconds' in upload.probe && ` (${clockTime(upload.probe.durationSeconds)})`}.
              </p>
            </div>
            <button className="button" type="button" onClick={forget}>
              Choose another file
            </button>
          </div>
        </div>
      )}
      {fault && <Notice title="That did not work">{fault}</Notice>}
      {error && <ProblemNotice problem={ApiProblem.from(error)} />}
    </>
  );
}
