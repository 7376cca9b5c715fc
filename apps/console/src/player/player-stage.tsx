import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useUpload } from '../live/use-upload.js';
import { MediaElement } from './media-element.js';
import type { PlayHead } from './play-head.js';
import { PlayerControls } from './player-controls.js';
import { SubtitleStage } from './subtitle-stage.js';
import type { PlayerSettings } from './use-player-settings.js';
import { useTracks } from './use-tracks.js';

interface PlayerStageProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript;
  readonly head: PlayHead;
  readonly settings: PlayerSettings;
  readonly onSettings: (change: Partial<PlayerSettings>) => void;
  readonly onHelp: () => void;
}

/** The picture, what is said in it, and the buttons. */
export function PlayerStage({ job, artifacts, transcript, head, settings, onSettings, onHelp }: PlayerStageProps) {
  const { data: upload } = useUpload(job);
  const tracks = useTracks(job, artifacts);
  return (
    <div className="stage">
      {upload && upload.kind !== 'document' && upload.kind !== 'script' && (
        <MediaElement
          upload={upload}
          tracks={tracks}
          mediaRef={head.attach}
          onTime={head.look}
          onReady={head.applyRate}
        />
      )}
      <SubtitleStage job={job} artifacts={artifacts} transcript={transcript} head={head} settings={settings} />
      <PlayerControls
        head={head}
        settings={settings}
        hasTranslation={transcript.targetLanguage !== undefined}
        onSettings={onSettings}
        onHelp={onHelp}
      />
    </div>
  );
}
