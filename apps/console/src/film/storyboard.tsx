import { SceneCard, type SceneLook } from './scene-card.js';
import { SceneParts } from './scene-parts.js';
import type { BoardScene } from './storyboard-of.js';

/** The scenes while they are made: pictures, narrations and clips appear as each is there. */
export function Storyboard({ scenes, look }: { scenes: readonly BoardScene[]; look: SceneLook }) {
  if (scenes.length === 0) return null;
  const done = scenes.filter(({ clip }) => clip?.status === 'succeeded').length;
  return (
    <section className="card scenes" id="scenes" aria-labelledby="storyboard-heading">
      <div className="section-head">
        <h2 id="storyboard-heading">Storyboard</h2>
        <p className="muted small tabular">
          {done} of {scenes.length} scenes done
        </p>
      </div>
      <ol className="storyboard" aria-label="Scenes">
        {scenes.map((board, index) => (
          <SceneCard key={board.scene.id} board={board} number={index + 1} look={look}>
            <SceneParts board={board} />
          </SceneCard>
        ))}
      </ol>
    </section>
  );
}
