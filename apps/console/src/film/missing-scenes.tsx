import { CircleAlert } from 'lucide-react';
import { sceneName, type MadeFilm } from './film-job.js';
import type { ShownScene } from './storyboard-of.js';

interface MissingScenesProps {
  readonly missing: MadeFilm['missingScenes'];
  readonly scenes: readonly ShownScene[];
}

/** What the film should have shown, and does not. */
export function MissingScenes({ missing, scenes }: MissingScenesProps) {
  if (missing?.length === 0) return null;
  return (
    <section className="notice danger" aria-label="Missing scenes">
      <CircleAlert aria-hidden size={20} />
      <div>
        <p className="notice-title">{titleOf(missing?.length)}</p>
        <ul className="missing-scenes">
          {missing?.map(({ id, reason }) => (
            <li key={id}>
              <strong>{nameOf(id, scenes)}:</strong> {reason}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function titleOf(count: number | undefined) {
  if (count === undefined) return 'Many scenes are not in the film: the result of the job names them';
  return count === 1 ? 'One scene is not in the film' : `${count} scenes are not in the film`;
}

function nameOf(id: string, scenes: readonly ShownScene[]) {
  const index = scenes.findIndex((scene) => scene.id === id);
  const scene = scenes[index];
  return scene ? `${index + 1}. ${sceneName(scene, index + 1)}` : id;
}
