import type { FilmScript } from '@polyspool/contracts/film';
import type { Job } from '@polyspool/contracts/job-status';
import { Plus, Undo2 } from 'lucide-react';
import { useRef } from 'react';
import { sceneName } from '../film/film-job.js';
import type { SceneLook } from '../film/scene-card.js';
import type { BoardScene } from '../film/storyboard-of.js';
import { TextField } from '../ui/text-field.js';
import { AgainBar } from './again-bar.js';
import { EditableScene } from './editable-scene.js';
import { useFilmEdits, type FilmEdits } from './use-film-edits.js';

interface FilmEditorProps {
  readonly job: Job;
  readonly film: FilmScript;
  readonly boards: readonly BoardScene[];
  readonly look: SceneLook;
}

/** The scenes of a film, to be changed, put into another order, dropped and added; then it is made again. */
export function FilmEditor({ job, film, boards, look }: FilmEditorProps) {
  const edits = useFilmEdits(job, film);
  const heading = useRef<HTMLHeadingElement>(null);
  const { scenes } = edits.film;
  const boardOf = new Map(boards.map((board) => [board.scene.id, board]));
  return (
    <section className="card scenes" id="scenes" aria-labelledby="scenes-heading">
      <div className="section-head">
        <h2 id="scenes-heading" ref={heading} tabIndex={-1}>
          Scenes
        </h2>
        <p className="muted small">Change what you like: only what depends on it is made again.</p>
      </div>
      <div className="film-title">
        <TextField
          label="Title of the film"
          lang={look.language}
          value={edits.film.title}
          fault={edits.film.title.trim() ? undefined : 'A film needs a title.'}
          onChange={edits.setTitle}
        />
      </div>
      <ol className="storyboard editable" aria-label="Scenes">
        {scenes.map((scene, index) => (
          <EditableScene
            key={scene.id}
            scene={scene}
            board={boardOf.get(scene.id)}
            place={{ index, isLast: index === scenes.length - 1 }}
            look={look}
            edits={edits}
            // Its button goes with it, and the focus must go somewhere.
            onDropped={() => heading.current?.focus()}
          />
        ))}
      </ol>
      <AddScenes edits={edits} />
      <p className="visually-hidden" role="status" aria-label="What was changed">
        {edits.said}
      </p>
      <AgainBar job={job} edits={edits} />
    </section>
  );
}

/** A new one, or one that was dropped. */
function AddScenes({ edits: { add, putBack, before, dropped } }: { edits: FilmEdits }) {
  return (
    <div className="button-row">
      <button className="button" type="button" onClick={add}>
        <Plus aria-hidden size={18} />
        Add a scene
      </button>
      {dropped.map((scene) => (
        <button key={scene.id} className="button quiet" type="button" onClick={() => putBack(scene.id)}>
          <Undo2 aria-hidden size={16} />
          Put “{sceneName(scene, before.scenes.indexOf(scene) + 1)}” back
        </button>
      ))}
    </div>
  );
}
