import type { Segment, Transcript } from '@polyspool/contracts/segments';

interface CaptionLinesProps {
  readonly transcript: Transcript;
  readonly segment: Segment | undefined;
}

/** Both languages under the picture. Its height stays the same in pauses. */
export function CaptionLines({ transcript, segment }: CaptionLinesProps) {
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
