import type { Segment, Transcript } from '@polyspool/contracts/segments';

interface CaptionLinesProps {
  readonly transcript: Transcript;
  readonly segment: Segment | undefined;
  /** Nothing has been played: an empty box would explain nothing. */
  readonly isUntouched: boolean;
}

/** Both languages under the picture. Its height stays the same in pauses. */
export function CaptionLines({ transcript, segment, isUntouched }: CaptionLinesProps) {
  if (isUntouched && !segment) {
    return (
      <div className="captions">
        <p className="captions-hint">Press play, or choose a line: the subtitles appear here.</p>
      </div>
    );
  }
  return (
    <div className="captions" role="group" aria-label="Current subtitles">
      <p className="caption" lang={transcript.language}>
        {segment?.text}
      </p>
      {transcript.targetLanguage && (
        <p className="caption translation" lang={transcript.targetLanguage}>
          {segment?.translation}
        </p>
      )}
    </div>
  );
}
