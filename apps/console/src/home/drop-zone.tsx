import { Upload } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';

/** A place to drop a file on, and a button for everyone who does not drag. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const { isOver, handlers } = useDrop(onFiles);
  return (
    <div className={`drop-zone${isOver ? ' over' : ''}`} {...handlers}>
      <Upload aria-hidden className="drop-icon" size={34} strokeWidth={1.5} />
      <p className="drop-title">Drop a video, a recording or a PDF here</p>
      <p className="muted">MP4, MOV, MKV, WebM, MP3, WAV, PDF and many more</p>
      <button className="button primary" type="button" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept="video/*,audio/*,.mkv,.flv,.ts,application/pdf,.pdf"
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

function useDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    // A file dropped beside the zone would replace the page.
    const stay = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      // Leaving towards a child is not leaving.
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { isOver, handlers };
}
