import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { memo, useEffect, useRef } from 'react';
import { clockTime } from '../ui/format.js';

interface TranscriptPanelProps {
  readonly transcript: Transcript;
  /** Index of the line that is spoken; -1 in a pause. */
  readonly current: number;
  readonly isGrowing: boolean;
  readonly onSeek: (seconds: number) => void;
}

export function TranscriptPanel({ transcript, current, isGrowing, onSeek }: TranscriptPanelProps) {
  const list = useFollowCurrent(current);
  return (
    <div className="transcript">
      <h3>Transcript</h3>
      {transcript.segments.length === 0 && <p className="muted">No speech was found.</p>}
      <ol className="transcript-lines" ref={list} aria-label="Transcript">
        {transcript.segments.map((segment, index) => (
          <TranscriptLine
            key={`${segment.startSeconds} ${segment.text}`}
            segment={segment}
            transcript={transcript}
            isCurrent={index === current}
            onSeek={onSeek}
          />
        ))}
      </ol>
      {isGrowing && <p className="muted small">More lines appear as parts are done.</p>}
    </div>
  );
}

interface TranscriptLineProps {
  readonly segment: Segment;
  readonly transcript: Transcript;
  readonly isCurrent: boolean;
  readonly onSeek: (seconds: number) => void;
}

/** Remembered, because the player tells its time several times a second. */
const TranscriptLine = memo(function TranscriptLine({ segment, transcript, isCurrent, onSeek }: TranscriptLineProps) {
  return (
    <li>
      <button
        className="transcript-line"
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onSeek(segment.startSeconds)}
      >
        <span className="line-time tabular">{clockTime(segment.startSeconds)}</span>
        <span className="line-text">
          <span lang={transcript.language}>{segment.text}</span>
          {segment.translation && (
            <span className="translation" lang={transcript.targetLanguage}>
              {segment.translation}
            </span>
          )}
        </span>
      </button>
    </li>
  );
});

/** Keeps the current line in view, unless the reader is busy in the list. */
function useFollowCurrent(current: number) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const panel = list.current;
    const line = panel?.children[current];
    if (!panel || !(line instanceof HTMLElement) || panel.matches(':hover, :focus-within')) return;
    panel.scrollTop = line.offsetTop - panel.clientHeight / 3;
  }, [current]);
  return list;
}
