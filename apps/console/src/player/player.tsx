import { isTerminal, type Artifact, type Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useMemo, useState, type Ref } from 'react';
import { EditsBar } from '../edits/edits-bar.js';
import type { useLineEdits } from '../edits/use-line-edits.js';
import { DraftBadge } from '../ui/draft-badge.js';
import { ShortcutsDialog } from '../ui/shortcuts-dialog.js';
import { useShortcuts } from '../ui/use-shortcuts.js';
import { draftEngines } from './draft-engines.js';
import { PlayerStage } from './player-stage.js';
import type { PlayHead } from './play-head.js';
import { TranscriptPanel } from './transcript-panel.js';
import { usePlace } from './use-place.js';
import { playbackRates, type PlayerSettings, type usePlayerSettings } from './use-player-settings.js';

interface PlayerProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly head: PlayHead;
  readonly settings: ReturnType<typeof usePlayerSettings>;
  readonly lines: ReturnType<typeof useLineEdits>;
  readonly sectionRef: Ref<HTMLElement>;
}

/** The upload with its subtitles: as tracks, under the picture, and as a text that leads to its place. */
export function Player({ job, artifacts, head, settings: [settings, set], lines, sectionRef }: PlayerProps) {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const transcript = lines.edited;
  const engines = draftEngines(transcript);
  const help = () => setIsHelpOpen(true);
  useShortcuts(
    useMemo(() => shortcutsOf(head, settings, set, () => setIsHelpOpen(true)), [head, settings, set]),
    settings.shortcuts,
  );
  return (
    <section className="card player" id="player" ref={sectionRef} aria-labelledby="player-heading">
      <div className="section-head">
        <h2 id="player-heading">Watch and read</h2>
        {engines.length > 0 && <DraftBadge engines={engines} />}
      </div>
      <div className="player-grid">
        <PlayerStage
          job={job}
          artifacts={artifacts}
          transcript={transcript}
          head={head}
          settings={settings}
          onSettings={set}
          onHelp={help}
        />
        <div className="reading">
          <Reading job={job} transcript={transcript} head={head} lines={lines} />
          <EditsBar lines={lines} />
        </div>
      </div>
      {isHelpOpen && (
        <ShortcutsDialog
          keys={keys}
          isOn={settings.shortcuts}
          onToggle={(isOn) => set({ shortcuts: isOn })}
          onClose={() => setIsHelpOpen(false)}
        />
      )}
    </section>
  );
}

type ReadingProps = Pick<PlayerProps, 'job' | 'head' | 'lines'> & { readonly transcript: Transcript };

function Reading({ job, transcript, head, lines }: ReadingProps) {
  const { line } = usePlace(head);
  return (
    <TranscriptPanel
      transcript={transcript}
      current={line}
      isGrowing={!isTerminal(job.status)}
      edits={lines.edits}
      onSeek={head.seek}
      // Before it has ended, its text may still change.
      onEdit={job.status === 'succeeded' ? lines.edit : undefined}
    />
  );
}

function shortcutsOf(
  head: PlayHead,
  settings: PlayerSettings,
  set: (change: Partial<PlayerSettings>) => void,
  help: () => void,
) {
  const changeRate = (step: 1 | -1) => {
    const rate = playbackRates[playbackRates.indexOf(settings.rate) + step];
    if (rate) set({ rate });
  };
  return {
    k: head.toggle,
    a: head.previous,
    s: head.repeat,
    d: head.next,
    ',': () => changeRate(-1),
    '.': () => changeRate(1),
    '1': () => set({ spoken: !settings.spoken }),
    '2': () => set({ translated: !settings.translated }),
    '?': help,
  };
}

const keys: readonly (readonly [string, string])[] = [
  ['K', 'Play or pause'],
  ['A', 'Line before'],
  ['S', 'Say this line again'],
  ['D', 'Next line'],
  [',', 'Slower'],
  ['.', 'Faster'],
  ['1', 'Spoken line on or off'],
  ['2', 'Translated line on or off'],
  ['← →', 'From word to word in the subtitles'],
  ['↑ ↓', 'From line to line in the transcript'],
  ['Enter', 'Look the word up, or play the line'],
  ['Esc', 'Close the word'],
  ['?', 'This list'],
];
