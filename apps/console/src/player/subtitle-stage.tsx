import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useVocabulary } from '../vocabulary/use-vocabulary.js';
import { useWordStates } from '../vocabulary/use-word-states.js';
import { wordIndex } from '../vocabulary/word-index.js';
import { CaptionLines } from './caption-lines.js';
import type { PlayHead } from './play-head.js';
import { usePlace } from './use-place.js';
import type { PlayerSettings } from './use-player-settings.js';
import { WordCard } from './word-card.js';

interface SubtitleStageProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript;
  readonly head: PlayHead;
  readonly settings: PlayerSettings;
}

/** The line that is spoken, and the word of it that somebody looks up. */
export function SubtitleStage({ job, artifacts, transcript, head, settings }: SubtitleStageProps) {
  const place = usePlace(head);
  const segment = transcript.segments[place.line];
  const vocabulary = useVocabulary(job, artifacts);
  const states = useWordStates(job.id, vocabulary.language);
  const index = useMemo(() => wordIndex(vocabulary.entries), [vocabulary.entries]);
  const look = useLookUp(head, segment?.startSeconds);
  return (
    <div className="subtitle-stage">
      <CaptionLines
        transcript={transcript}
        segment={segment}
        word={place.word}
        index={index}
        settings={settings}
        asked={look.asked?.line === segment?.startSeconds ? (look.asked?.at ?? -1) : -1}
        isUntouched={place.isUntouched}
        onWord={look.open}
      />
      {look.asked && (
        <WordCard
          word={look.asked.words[look.asked.at] ?? ''}
          entries={index.find(look.asked.words, look.asked.at)}
          language={transcript.language}
          targetLanguage={transcript.targetLanguage}
          hasVocabulary={vocabulary.entries.length > 0}
          onState={(lemma, to) => states.mutate({ lemmas: [lemma], to })}
          onSeek={head.seek}
          onClose={look.close}
        />
      )}
      {states.error && <ProblemNotice problem={ApiProblem.from(states.error)} />}
    </div>
  );
}

interface Asked {
  readonly words: readonly string[];
  readonly at: number;
  /** Start of the line that it stands in. */
  readonly line: number | undefined;
}

/** Playing stops while a word is looked up, and goes on afterwards. */
function useLookUp({ pause, play }: PlayHead, line: number | undefined) {
  const [asked, setAsked] = useState<Asked>();
  const wasPlaying = useRef(false);
  const opener = useRef<Element>(null);
  return {
    asked,
    open: (words: readonly string[], at: number) => {
      wasPlaying.current = pause() || (asked !== undefined && wasPlaying.current);
      opener.current = document.activeElement;
      setAsked({ words, at, line });
    },
    close: () => {
      setAsked(undefined);
      if (opener.current instanceof HTMLElement) opener.current.focus();
      if (wasPlaying.current) play();
      wasPlaying.current = false;
    },
  };
}
