import { CheckField } from '../ui/check-field.js';
import { TextField } from '../ui/text-field.js';
import { GlossaryField } from './glossary-field.js';
import type { LanguageChoice } from './language-fields.js';
import type { JobOptions, OptionFaults, SkippedStep } from './job-options.js';

interface OptionFieldsProps {
  readonly value: JobOptions;
  readonly faults: OptionFaults;
  readonly languages: LanguageChoice;
  readonly onChange: (value: JobOptions) => void;
}

/** What most people leave as it is. */
export function OptionFields({ value, faults, languages, onChange }: OptionFieldsProps) {
  const set = (change: Partial<JobOptions>) => onChange({ ...value, ...change });
  return (
    <div className="option-fields">
      <RangeFields value={value} faults={faults} set={set} />
      <fieldset className="option-group">
        <legend>Files to make</legend>
        <CheckField
          label="Film with subtitle tracks"
          help="The subtitles can be switched on and off in any player."
          checked={value.mux}
          onChange={(mux) => set({ mux })}
        />
        <CheckField
          label="Film with burned-in subtitles"
          help="The subtitles are part of the picture. Takes longer."
          checked={value.burnIn}
          onChange={(burnIn) => set({ burnIn })}
        />
      </fieldset>
      <WorkFields value={value} set={set} />
      {languages.targetLanguage && <TranslationFields value={value} faults={faults} languages={languages} set={set} />}
    </div>
  );
}

interface GroupProps {
  readonly value: JobOptions;
  readonly set: (change: Partial<JobOptions>) => void;
}

function RangeFields({ value, faults, set }: GroupProps & { faults: OptionFaults }) {
  return (
    <fieldset className="option-group columns">
      <legend>Which part</legend>
      <TextField
        label="Start at"
        help="For example 1:05. Empty: from the beginning."
        placeholder="0:00"
        value={value.start}
        fault={faults.start}
        onChange={(start) => set({ start })}
      />
      <TextField
        label="End at"
        help="Empty: to the end."
        placeholder="end"
        value={value.end}
        fault={faults.end}
        onChange={(end) => set({ end })}
      />
      <TextField
        label="Length of a chunk in seconds"
        help="Chunks are worked on side by side and cut in pauses."
        inputMode="decimal"
        value={value.chunkSeconds}
        fault={faults.chunkSeconds}
        onChange={(chunkSeconds) => set({ chunkSeconds })}
      />
    </fieldset>
  );
}

function WorkFields({ value, set }: GroupProps) {
  const without = (step: SkippedStep) => (isMade: boolean) =>
    set({ skip: isMade ? value.skip.filter((name) => name !== step) : [...value.skip, step] });
  return (
    <fieldset className="option-group">
      <legend>How to work</legend>
      <CheckField
        label="Clean the sound first"
        help="Takes out hum, hiss and rumble. Helps with noisy recordings."
        checked={value.cleanAudio}
        onChange={(cleanAudio) => set({ cleanAudio })}
      />
      <CheckField
        label="Collect the vocabulary"
        help="Words with level, meaning and example, to learn from."
        checked={!value.skip.includes('vocabulary')}
        onChange={without('vocabulary')}
      />
      <CheckField
        label="Check the subtitles"
        help="Reading speed, line length, overlaps and more."
        checked={!value.skip.includes('quality')}
        onChange={without('quality')}
      />
    </fieldset>
  );
}

type TranslationProps = GroupProps & Pick<OptionFieldsProps, 'faults' | 'languages'>;

function TranslationFields({ value, faults, languages, set }: TranslationProps) {
  return (
    <fieldset className="option-group">
      <legend>Translation</legend>
      <label className="field">
        <span>Form of address</span>
        <select
          value={value.formality}
          onChange={({ target }) => set({ formality: target.value as JobOptions['formality'] })}
        >
          <option value="">As the engine likes</option>
          <option value="formal">Formal</option>
          <option value="informal">Informal</option>
        </select>
      </label>
      <GlossaryField
        languages={languages}
        value={value.glossary}
        fault={faults.glossary}
        onChange={(glossary) => set({ glossary })}
      />
    </fieldset>
  );
}
