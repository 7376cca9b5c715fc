import { type Artifact, type Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useCallback, useRef } from 'react';
import { ExpressionsForm } from '../content/expressions-form.js';
import { useLineEdits } from '../edits/use-line-edits.js';
import { Player } from '../player/player.js';
import { usePlayHead } from '../player/use-play-head.js';
import { usePlayerSettings } from '../player/use-player-settings.js';
import { QualityPanel } from '../quality/quality-panel.js';
import { VocabularyPanel } from '../vocabulary/vocabulary-panel.js';

interface StudioProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript;
}

/** All that can be done with a recording and its text: watch, look up, learn, check, put right. */
export function Studio({ job, artifacts, transcript }: StudioProps) {
  const settings = usePlayerSettings();
  const lines = useLineEdits(job, transcript);
  const head = usePlayHead(lines.edited.segments, settings[0].rate);
  const section = useRef<HTMLElement>(null);
  const show = useCallback(
    (seconds: number) => {
      head.seek(seconds);
      head.play();
      section.current?.scrollIntoView?.({ block: 'start' });
    },
    [head],
  );
  return (
    <>
      <Player job={job} artifacts={artifacts} head={head} settings={settings} lines={lines} sectionRef={section} />
      <VocabularyPanel job={job} artifacts={artifacts} targetLanguage={transcript.targetLanguage} onSeek={show} />
      <QualityPanel job={job} artifacts={artifacts} transcript={transcript} onSeek={show} />
      <ExpressionsForm job={job} />
    </>
  );
}
