import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { WordIndex } from '../vocabulary/word-index.js';
import { CaptionWords } from './caption-words.js';
import type { PlayerSettings } from './use-player-settings.js';

interface CaptionLinesProps {
  readonly transcript: Pick<Transcript, 'language' | 'targetLanguage'>;
  readonly segment: Segment | undefined;
  readonly word: number;
  readonly index: WordIndex;
  readonly settings: PlayerSettings;
  readonly asked: number;
  /** Nothing has been played: an empty box would explain nothing. */
  readonly isUntouched: boolean;
  readonly onWord: (words: readonly string[], at: number) => void;
}

/** Both languages under the picture. Its height stays the same in pauses. */
export function CaptionLines({ transcript, segment, isUntouched, settings, ...words }: CaptionLinesProps) {
  const { language, targetLanguage } = transcript;
  if (isUntouched && !segment) {
    return (
      <div className={`captions ${settings.size}`}>
        <p className="captions-hint">
          Press play, or choose a line: the subtitles appear here. Click a word to look it up.
        </p>
      </div>
    );
  }
  return (
    <div className={`captions ${settings.size}`} role="group" aria-label="Current subtitles">
      {settings.spoken && (
        <p className="caption" lang={language} dir="auto">
          {segment && (
            <CaptionWords segment={segment} language={language} marksWords={settings.marksWords} {...words} />
          )}
        </p>
      )}
      {targetLanguage && settings.translated && (
        <p className="caption translation" lang={targetLanguage} dir="auto">
          {segment?.translation}
        </p>
      )}
    </div>
  );
}
