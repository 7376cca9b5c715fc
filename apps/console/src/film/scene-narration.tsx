import type { SpokenLine } from '@polyspool/contracts/film';
import type { Artifact } from '@polyspool/contracts/job-status';
import { useArtifactLink } from '../ui/use-artifact-link.js';

interface SceneNarrationProps {
  readonly lines: readonly SpokenLine[];
  readonly language: string | undefined;
  readonly name: string;
  /** The sound, as soon as it is there. */
  readonly sound: Artifact | undefined;
}

/** What is said in a scene, to read and to hear. */
export function SceneNarration({ lines, language, name, sound }: SceneNarrationProps) {
  return (
    <>
      {lines.length > 0 && (
        <div className="scene-lines" lang={language} dir="auto">
          {lines.map(({ speaker, text }, index) => (
            <p key={index}>
              {speaker && <strong>{speaker} </strong>}
              {text}
            </p>
          ))}
        </div>
      )}
      {sound && <Sound artifact={sound} name={name} />}
    </>
  );
}

function Sound({ artifact, name }: { artifact: Artifact; name: string }) {
  const link = useArtifactLink(artifact);
  return <audio src={link.data?.url} controls preload="none" aria-label={`Narration of ${name}`} />;
}
