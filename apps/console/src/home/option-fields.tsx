import { CheckField } from '../ui/check-field.js';
import { TextField } from '../ui/text-field.js';
import type { LanguageChoice } from './language-fields.js';
import type { JobOptions, OptionFaults, SkippedStep } from './job-options.js';
import { OptionGroup } from './option-group.js';
import { TranslationFields } from './translation-fields.js';

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
      <OptionGroup legend="Files to make">
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
      </OptionGroup>
      <WorkFields value={value} set={set} />
      {languages.targetLanguage && (
        <TranslationFields
          voice={{ ...address, value: value.formality, onChange: (formality) => set({ formality }) }}
          languages={languages}
          glossary={value.glossary}
          fault={faults.glossary}
          onGlossary={(glossary) => set({ glossary })}
        />
      )}
    </div>
  );
}

interface GroupProps {
  readonly value: JobOptions;
  readonly set: (change: Partial<JobOptions>) => void;
}

function RangeFields({ value, faults, set }: GroupProps & { faults: OptionFaults }) {
  return (
    <OptionGroup legend="Which part" inColumns>
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
    </OptionGroup>
  );
}

function WorkFields({ value, set }: GroupProps) {
  const without = (step: SkippedStep) => (isMade: boolean) =>
    set({ skip: isMade ? value.skip.filter((name) => name !== step) : [...value.skip, step] });
  return (
    <OptionGroup legend="How to work">
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
    </OptionGroup>
  );
}

const address = {
  label: 'Form of address',
  options: [
    ['formal', 'Formal'],
    ['informal', 'Informal'],
  ] as const,
};
