import { Music, X } from 'lucide-react';
import { useRef } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { clockTime } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import type { SentFile } from './use-sent-file.js';

/** A recording that is played softly under the narration. */
export function MusicField({ sent }: { sent: SentFile }) {
  const input = useRef<HTMLInputElement>(null);
  const { file, upload, fault } = sent;
  return (
    <div className="music-field" role="group" aria-label="Music">
      <span className="field-name">Music</span>
      {!file && !upload && (
        <button className="button small" type="button" onClick={() => input.current?.click()}>
          <Music aria-hidden size={16} />
          Choose a recording
        </button>
      )}
      {(file ?? upload) && (
        <p className="music-file">
          <Music aria-hidden size={16} />
          <span className="file-name">{upload?.name ?? file?.name}</span>
          {upload && 'probe' in upload && 'durationSeconds' in upload.probe && (
            <span className="muted small tabular">{clockTime(upload.probe.durationSeconds)}</span>
          )}
          <button className="button quiet small" type="button" aria-label="Without music" onClick={sent.forget}>
            <X aria-hidden size={16} />
          </button>
        </p>
      )}
      {file && <ProgressBar label="Upload of the music" percent={sent.fraction * 100} active />}
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept="audio/*,video/*"
        aria-label="Music as a file"
        tabIndex={-1}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) sent.send(chosen);
          target.value = '';
        }}
      />
      <p className="hint">Played softly under the narration, over and over.</p>
      {fault && <p className="fault">{fault}</p>}
      {sent.error && <ProblemNotice problem={ApiProblem.from(sent.error)} />}
    </div>
  );
}
