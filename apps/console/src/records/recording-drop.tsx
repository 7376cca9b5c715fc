import { AudioLines } from 'lucide-react';
import { useRef } from 'react';
import { useDrop } from '../home/use-drop.js';

/** A place to drop a recording on, and a button for everyone who does not drag. */
export function RecordingDrop({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const { isOver, handlers } = useDrop(onFiles);
  return (
    <div className={`drop-zone${isOver ? ' over' : ''}`} {...handlers}>
      <AudioLines aria-hidden className="drop-icon" size={34} strokeWidth={1.5} />
      <p className="drop-title">Drop a recording here</p>
      <p className="muted">WAV, FLAC, MP3, M4A, Ogg and many more; of a video, its sound</p>
      <button className="button primary" type="button" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept="audio/*,video/*,.mkv,.flac"
        aria-label="Recording as a file"
        tabIndex={-1}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file may be chosen again after a failure.
          target.value = '';
          onFiles(files);
        }}
      />
    </div>
  );
}
