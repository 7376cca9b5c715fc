import type { Artifact } from '@polyspool/contracts/job-status';
import { clockTime } from '../ui/format.js';
import { useArtifactLink } from '../ui/use-artifact-link.js';
import type { RecordFiles } from './use-record-files.js';

interface ScrubberProps {
  readonly files: RecordFiles;
  readonly seconds: number;
  readonly durationSeconds: number;
  readonly onSeek: (seconds: number) => void;
}

/** The place in a recording: under it the waveform and the spectrogram, whose left and right are its beginning and end. */
export function Scrubber({ files: { waveform, spectrogram }, seconds, durationSeconds, onSeek }: ScrubberProps) {
  const played = durationSeconds > 0 ? Math.min(1, seconds / durationSeconds) * 100 : 0;
  return (
    <div className="scrubber">
      <div className="scrubber-pictures">
        {waveform ? <SoundPicture of={waveform} kind="waveform" /> : <div className="scrubber-line" />}
        {spectrogram && <SoundPicture of={spectrogram} kind="spectrogram" />}
        <div className="scrubber-played" style={{ inlineSize: `${played}%` }} />
        <input
          type="range"
          aria-label="Place in the recording"
          min={0}
          max={Math.max(durationSeconds, 0.1)}
          step={durationSeconds > 120 ? 1 : 0.1}
          value={Math.min(seconds, durationSeconds)}
          aria-valuetext={`${clockTime(seconds)} of ${clockTime(durationSeconds)}`}
          onChange={({ target }) => onSeek(Number(target.value))}
        />
      </div>
      <div className="scrubber-axis small muted tabular" aria-hidden>
        <span>0:00</span>
        <span>{clockTime(durationSeconds / 2)}</span>
        <span>{clockTime(durationSeconds)}</span>
      </div>
      {waveform && (
        <p className="hint">
          Above, how loud it is; green below it, where somebody speaks; red, where it is clipped.
          {spectrogram && ' Under it, which pitches it holds, up to 8 kHz: bright is loud.'}
        </p>
      )}
    </div>
  );
}

/** Only the plot of it: the scales of the picture are too small to be read here. */
function SoundPicture({ of, kind }: { of: Artifact; kind: 'waveform' | 'spectrogram' }) {
  const link = useArtifactLink(of);
  const alt = kind === 'waveform' ? 'Waveform' : 'Spectrogram';
  return <div className={`sound-picture ${kind}`}>{link.data && <img src={link.data.url} alt={alt} />}</div>;
}
