import type { Upload } from '@polyspool/contracts/files';
import { Check, Play } from 'lucide-react';
import { clockTime } from '../ui/format.js';
import { AudioTrackField } from './audio-track-field.js';

interface ReadyCardProps {
  readonly upload: Upload;
  readonly audioTrack: number;
  readonly isStarting: boolean;
  readonly onAudioTrack: (index: number) => void;
  readonly onStart: () => void;
  readonly onForget: () => void;
}

/** The file is there, and its owner still has something to say. */
export function ReadyCard({ upload, audioTrack, isStarting, onAudioTrack, onStart, onForget }: ReadyCardProps) {
  const { audioTracks, durationSeconds } = upload.probe;
  return (
    <div className="sending ready">
      <div className="sending-head">
        <Check aria-hidden size={28} strokeWidth={1.5} />
        <div className="sending-name">
          <p className="file-name">{upload.name}</p>
          <p className="muted" role="status">
            The file is here ({clockTime(durationSeconds)}). Start when the options are right.
          </p>
        </div>
      </div>
      {audioTracks.length > 1 && <AudioTrackField tracks={audioTracks} value={audioTrack} onChange={onAudioTrack} />}
      <div className="button-row">
        <button className="button primary" type="button" autoFocus disabled={isStarting} onClick={onStart}>
          <Play aria-hidden size={16} />
          {isStarting ? 'Starting…' : 'Start'}
        </button>
        <button className="button" type="button" onClick={onForget}>
          Choose another file
        </button>
      </div>
    </div>
  );
}
