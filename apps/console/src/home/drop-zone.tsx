import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { scriptExtensions } from '../new-film/script-file.js';
import { useDrop } from './use-drop.js';

/** A place to drop a file on, and a button for everyone who does not drag. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const { isOver, handlers } = useDrop(onFiles);
  return (
    <div className={`drop-zone${isOver ? ' over' : ''}`} {...handlers}>
      <Upload aria-hidden className="drop-icon" size={34} strokeWidth={1.5} />
      <p className="drop-title">Drop a video, a recording, a PDF or a script here</p>
      <p className="muted">MP4, MOV, MKV, WebM, MP3, WAV, PDF, TXT, Fountain and many more</p>
      <button className="button primary" type="button" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept={`video/*,audio/*,.mkv,.flv,.ts,application/pdf,.pdf,${scriptExtensions}`}
        aria-label="Video or recording, or a PDF"
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
