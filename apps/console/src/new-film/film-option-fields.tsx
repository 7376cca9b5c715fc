import type { ProjectSettings } from '@polyspool/contracts/projects';
import { OptionGroup } from '../home/option-group.js';
import { CheckField } from '../ui/check-field.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import type { FilmFieldsProps } from './film-fields.js';
import { chosenIn } from './film-form.js';
import { imageEngineNames, namedOptions, speechEngineNames } from './film-words.js';

interface GroupProps extends FilmFieldsProps {
  readonly choose: (change: ProjectSettings) => void;
}

/** What most people leave as it is, for a film. */
export function FilmOptionFields(props: FilmFieldsProps) {
  const { form, set } = props;
  const choose = (change: ProjectSettings) => set({ choices: { ...form.choices, ...change } });
  return (
    <div className="option-fields">
      <PictureFields {...props} choose={choose} />
      <VoiceFields {...props} choose={choose} />
      <FrameFields {...props} choose={choose} />
    </div>
  );
}

function PictureFields({ form: { choices, seed }, faults, settings, set, choose }: GroupProps) {
  return (
    <OptionGroup legend="Pictures">
      <SelectField
        label="Who draws"
        help="Which engines there are is up to this server. Each file says how it was made."
        value={choices.imageEngine ?? ''}
        options={[['', usual(settings.imageEngine && imageEngineNames[settings.imageEngine])], ...imageEngines]}
        onChange={(imageEngine) => choose({ imageEngine: imageEngine || undefined })}
      />
      <TextField
        label="Style"
        help="Put before what is to be seen in every scene."
        placeholder={settings.style ?? 'watercolour, soft light'}
        value={choices.style ?? ''}
        fault={faults['style']}
        onChange={(style) => choose({ style: style || undefined })}
      />
      <TextField
        label="Seed"
        help="The same script and seed give the same pictures."
        inputMode="numeric"
        placeholder="1"
        value={seed}
        fault={faults['seed']}
        onChange={(typed) => set({ seed: typed })}
      />
    </OptionGroup>
  );
}

function VoiceFields({ form: { choices, maxCost }, faults, settings, set, choose }: GroupProps) {
  return (
    <OptionGroup legend="Narration and cost">
      <SelectField
        label="Who speaks"
        value={choices.speechEngine ?? ''}
        options={[['', usual(settings.speechEngine && speechEngineNames[settings.speechEngine])], ...speechEngines]}
        onChange={(speechEngine) => choose({ speechEngine: speechEngine || undefined })}
      />
      <TextField
        label="Voice of the narrator"
        help="As the engine calls it. Empty: its own choice."
        placeholder={settings.voice ?? ''}
        value={choices.voice ?? ''}
        fault={faults['voice']}
        onChange={(voice) => choose({ voice: voice || undefined })}
      />
      <TextField
        label="Highest cost"
        help="Scenes that would cost more are left out, and named. Empty: no limit."
        inputMode="decimal"
        value={maxCost}
        fault={faults['maxCost']}
        onChange={(typed) => set({ maxCost: typed })}
      />
    </OptionGroup>
  );
}

function FrameFields({ form: { choices }, settings, choose }: GroupProps) {
  const { titleCard, endCard, transitionSeconds } = chosenIn(choices, settings);
  return (
    <OptionGroup legend="From scene to scene">
      <CheckField
        label="Card with the title"
        help="Before the first scene."
        checked={titleCard}
        onChange={(isChosen) => choose({ titleCard: isChosen })}
      />
      <CheckField
        label="Card at the end"
        help="After the last scene."
        checked={endCard}
        onChange={(isChosen) => choose({ endCard: isChosen })}
      />
      <SelectField
        label="One scene into the next"
        value={String(transitionSeconds)}
        options={transitionsWith(transitionSeconds)}
        onChange={(seconds) => choose({ transitionSeconds: Number(seconds) })}
      />
    </OptionGroup>
  );
}

const imageEngines = namedOptions(imageEngineNames);
const speechEngines = namedOptions(speechEngineNames);

const usual = (ofProject?: string) => (ofProject ? `As in the project: ${ofProject}` : 'As this server likes');

const transitions: [string, string][] = [
  ['0', 'Cut'],
  ['0.5', 'Fade, half a second'],
  ['1', 'Fade, one second'],
  ['2', 'Fade, two seconds'],
];

/** A project may have chosen another one. */
function transitionsWith(seconds: number) {
  const isListed = transitions.some(([value]) => value === String(seconds));
  return isListed ? transitions : [...transitions, [String(seconds), `Fade, ${seconds} s`] as const];
}
