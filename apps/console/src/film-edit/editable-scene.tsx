import type { Scene } from '@polyspool/contracts/film';
import { ArrowDown, ArrowUp, Pencil, Trash2, Undo2 } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { fileOf, sceneName } from '../film/film-job.js';
import { ProvenanceDetails } from '../film/provenance-details.js';
import { SceneCard, type SceneLook } from '../film/scene-card.js';
import { SceneParts } from '../film/scene-parts.js';
import type { BoardScene } from '../film/storyboard-of.js';
import { workOn, type SceneWork } from './film-edits.js';
import { SceneForm } from './scene-form.js';
import type { FilmEdits } from './use-film-edits.js';

interface EditableSceneProps {
  readonly scene: Scene;
  /** What was made of it; undefined of a new one. */
  readonly board: BoardScene | undefined;
  readonly place: { readonly index: number; readonly isLast: boolean };
  readonly look: SceneLook;
  readonly edits: FilmEdits;
  readonly onDropped: () => void;
}

/** A scene that can be changed, moved and dropped. */
export function EditableScene({ scene, board, place, look, edits, onDropped }: EditableSceneProps) {
  const before = edits.before.scenes.find(({ id }) => id === scene.id);
  const [isOpen, setIsOpen] = useState(before === undefined);
  const form = useId();
  const number = place.index + 1;
  const name = sceneName(scene, number);
  const work = workOn(scene, before);
  const fault = edits.faults.get(scene.id);
  return (
    <SceneCard board={{ ...board, scene }} number={number} look={look} className={work.clip ? 'changed' : ''}>
      {work.clip ? <Changed work={work} /> : board && <SceneParts board={board} />}
      {fault && !isOpen && <p className="fault">{fault}</p>}
      <SceneActions
        {...{ scene, name, place, edits, onDropped }}
        isUndoable={work.clip && before !== undefined}
        opening={{ isOpen, form, toggle: () => setIsOpen(!isOpen) }}
      />
      <div id={form}>
        {isOpen && (
          <>
            <SceneForm
              scene={scene}
              fault={fault}
              language={look.language}
              set={(to) => edits.setScene(scene.id, to)}
            />
            <PictureOrigin board={board} look={look} />
          </>
        )}
      </div>
    </SceneCard>
  );
}

interface SceneActionsProps extends Pick<EditableSceneProps, 'scene' | 'place' | 'edits' | 'onDropped'> {
  readonly name: string;
  readonly isUndoable: boolean;
  readonly opening: { readonly isOpen: boolean; readonly form: string; readonly toggle: () => void };
}

function SceneActions({ scene, name, edits, opening, isUndoable, ...rest }: SceneActionsProps) {
  const { isOpen, form, toggle } = opening;
  const drop = () => {
    edits.drop(scene.id);
    rest.onDropped();
  };
  return (
    <div className="button-row scene-actions">
      <button
        className="button small"
        type="button"
        aria-expanded={isOpen}
        aria-controls={form}
        aria-label={`${isOpen ? 'Close' : 'Edit'} ${name}`}
        onClick={toggle}
      >
        <Pencil aria-hidden size={14} />
        {isOpen ? 'Close' : 'Edit'}
      </button>
      <MoveButtons place={rest.place} name={name} move={(by) => edits.move(scene.id, by)} />
      <button className="button small quiet" type="button" aria-label={`Drop ${name}`} onClick={drop}>
        <Trash2 aria-hidden size={16} />
      </button>
      {isUndoable && (
        <button
          className="button small quiet"
          type="button"
          aria-label={`Undo the changes of ${name}`}
          onClick={() => edits.restore(scene.id)}
        >
          <Undo2 aria-hidden size={14} />
          Undo
        </button>
      )}
    </div>
  );
}

interface MoveButtonsProps {
  readonly place: EditableSceneProps['place'];
  readonly name: string;
  readonly move: (by: number) => void;
}

/** Both stay where they are at the ends, so that the focus does. */
function MoveButtons({ place: { index, isLast }, name, move }: MoveButtonsProps) {
  const moves = [
    { by: -1, label: `Move ${name} up`, Icon: ArrowUp, key: 'ArrowUp', isEnd: index === 0 },
    { by: 1, label: `Move ${name} down`, Icon: ArrowDown, key: 'ArrowDown', isEnd: isLast },
  ];
  const hear = (event: KeyboardEvent) => {
    const pressed = event.altKey && moves.find(({ key }) => key === event.key);
    if (!pressed) return;
    event.preventDefault();
    if (!pressed.isEnd) move(pressed.by);
  };
  return moves.map(({ by, label, Icon, key, isEnd }) => (
    <button
      key={key}
      className="button small quiet"
      type="button"
      aria-label={label}
      aria-keyshortcuts={`Alt+${key}`}
      title={`${label} (Alt and ${key === 'ArrowUp' ? '↑' : '↓'})`}
      aria-disabled={isEnd || undefined}
      onKeyDown={hear}
      onClick={() => !isEnd && move(by)}
    >
      <Icon aria-hidden size={16} />
    </button>
  ));
}

function Changed({ work }: { work: SceneWork }) {
  const parts = [work.picture && 'picture', work.narration && 'narration', work.clip && 'clip'].filter(
    (part) => part !== false,
  );
  return (
    <p className="badge draft">
      {work.isNew ? 'New' : 'Changed'}: {new Intl.ListFormat('en').format(parts)} to be made
    </p>
  );
}

/** Asked for only when somebody looks closer. */
function PictureOrigin({ board, look }: { board: BoardScene | undefined; look: SceneLook }) {
  const picture = fileOf(look.artifacts, board?.image?.id, 'picture.png');
  return picture && <ProvenanceDetails artifact={picture} />;
}
