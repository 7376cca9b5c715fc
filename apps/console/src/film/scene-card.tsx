import type { AspectRatio } from '@polyspool/contracts/film';
import type { Artifact } from '@polyspool/contracts/job-status';
import { useRef, type ReactNode } from 'react';
import { fileOf, sceneName } from './film-job.js';
import { SceneNarration } from './scene-narration.js';
import { SceneStage } from './scene-stage.js';
import type { BoardScene } from './storyboard-of.js';
import { useSeen } from './use-seen.js';

export interface SceneLook {
  readonly artifacts: readonly Artifact[];
  readonly aspectRatio: AspectRatio;
  readonly language: string | undefined;
}

interface SceneCardProps {
  readonly board: BoardScene;
  readonly number: number;
  readonly look: SceneLook;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A scene: what is seen, what is said, and what else there is to say about it. */
export function SceneCard({ board, number, look, className = '', children }: SceneCardProps) {
  const place = useRef<HTMLLIElement>(null);
  const isSeen = useSeen(place);
  const { scene, audio } = board;
  const { artifacts, aspectRatio, language } = look;
  const name = sceneName(scene, number);
  return (
    <li ref={place} className={`scene-card ${className}`}>
      <SceneStage board={board} name={name} artifacts={artifacts} aspectRatio={aspectRatio} isSeen={isSeen} />
      <div className="scene-body">
        <h3 lang={language} dir="auto">
          <span className="scene-number tabular">{number}</span> {name}
        </h3>
        <SceneNarration
          lines={scene.lines}
          language={language}
          name={name}
          sound={isSeen ? fileOf(artifacts, audio?.id, 'narration.wav') : undefined}
        />
        {children}
      </div>
    </li>
  );
}
