import type { AspectRatio } from '@polyspool/contracts/film';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { Film, ImageOff } from 'lucide-react';
import { ArtifactImage } from '../ui/artifact-image.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { useArtifactLink } from '../ui/use-artifact-link.js';
import { fileOf } from './film-job.js';
import type { BoardScene } from './storyboard-of.js';

interface SceneStageProps {
  readonly board: BoardScene;
  readonly name: string;
  readonly artifacts: readonly Artifact[];
  readonly aspectRatio: AspectRatio;
  /** Before that, nothing is asked for. */
  readonly isSeen: boolean;
}

/** What there is to see of a scene: its clip, else its picture, else how far that is. */
export function SceneStage({ board: { scene, image, clip }, name, artifacts, ...look }: SceneStageProps) {
  const { aspectRatio, isSeen } = look;
  const picture = fileOf(artifacts, image?.id, 'picture.png');
  const film = fileOf(artifacts, clip?.id, 'clip.mp4');
  return (
    <div className={`scene-stage shape-${aspectRatio.replace(':', '-')}`}>
      {isSeen && film && <Clip artifact={film} poster={picture} name={name} />}
      {isSeen && !film && picture && <ArtifactImage artifact={picture} alt={scene.picturePrompt} />}
      {!film && !picture && <Awaited image={image} name={name} />}
    </div>
  );
}

/** Clips have no sound: what is said is played beside them. */
function Clip({ artifact, poster, name }: { artifact: Artifact; poster: Artifact | undefined; name: string }) {
  const link = useArtifactLink(artifact);
  const picture = useArtifactLink(poster ?? artifact);
  return (
    <video
      src={link.data?.url}
      poster={poster && picture.data?.url}
      controls
      muted
      playsInline
      preload="none"
      aria-label={`Clip of ${name}`}
    />
  );
}

function Awaited({ image, name }: { image: Job | undefined; name: string }) {
  if (image?.status === 'failed')
    return (
      <p className="scene-awaited muted small">
        <ImageOff aria-hidden size={26} strokeWidth={1.4} />
        No picture
      </p>
    );
  return (
    <div className="scene-awaited muted small">
      <Film aria-hidden size={26} strokeWidth={1.4} />
      {image?.status === 'running' ? (
        <ProgressBar label={`Picture of ${name}`} percent={image.percent} active />
      ) : (
        'Waiting for its picture'
      )}
    </div>
  );
}
