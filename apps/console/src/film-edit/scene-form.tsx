import type { Movement, Scene } from '@polyspool/contracts/film';
import { Dices } from 'lucide-react';
import { movementNames, namedOptions } from '../new-film/film-words.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { LineFields } from './line-fields.js';
import { randomSeed } from './random-seed.js';

interface SceneFormProps {
  readonly scene: Scene;
  readonly fault: string | undefined;
  readonly language: string | undefined;
  readonly set: (change: Partial<Scene>) => void;
}

/** All that makes a scene what it is. */
export function SceneForm({ scene, fault, language, set }: SceneFormProps) {
  return (
    <div className="scene-form">
      <TextField label="Heading" lang={language} value={scene.heading} onChange={(heading) => set({ heading })} />
      <LineFields lines={scene.lines} language={language} onChange={(lines) => set({ lines })} />
      <TextField
        label="What is to be seen"
        rows={3}
        value={scene.picturePrompt}
        onChange={(picturePrompt) => set({ picturePrompt })}
      />
      <SeedField seed={scene.seed} onChange={(seed) => set({ seed })} />
      <div className="scene-fields">
        <TextField
          label="What is not to be seen"
          value={scene.negativePrompt ?? ''}
          onChange={(typed) => set({ negativePrompt: typed || undefined })}
        />
        <TextField
          label="Voice of the narrator"
          placeholder="as in the film"
          value={scene.voice ?? ''}
          onChange={(voice) => set({ voice: voice || undefined })}
        />
        <SelectField<'' | Movement>
          label="How the camera moves"
          value={scene.movement ?? ''}
          options={[['', 'As it comes'], ...namedOptions(movementNames)]}
          onChange={(movement) => set({ movement: movement || undefined })}
        />
        <NumberField
          label="Plays at least (seconds)"
          value={scene.durationSeconds}
          onChange={(durationSeconds) => set({ durationSeconds })}
        />
      </div>
      {fault && (
        <p className="fault" role="status">
          {fault}
        </p>
      )}
    </div>
  );
}

function SeedField({ seed, onChange }: { seed: number; onChange: (seed: number) => void }) {
  return (
    <div className="seed-field">
      <NumberField label="Seed" value={seed} onChange={(typed) => onChange(typed ?? 0)} />
      <button className="button small" type="button" onClick={() => onChange(randomSeed())}>
        <Dices aria-hidden size={16} />
        Another picture
      </button>
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  /** Undefined: nothing stands there. */
  readonly onChange: (value: number | undefined) => void;
}

function NumberField({ label, value, onChange }: NumberFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        min={0}
        step="any"
        value={value ?? ''}
        onChange={({ target }) => onChange(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)}
      />
    </label>
  );
}
