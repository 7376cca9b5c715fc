import { OptionGroup } from '../home/option-group.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { languageOptions } from './language-options.js';
import type { ConsentChoice, RecordForm } from './record-form.js';
import { SuggestField } from './suggest-field.js';
import { useSuggestions, type SuggestedField } from './use-suggestions.js';

interface RecordFieldsProps {
  readonly form: RecordForm;
  readonly titleFault: string | undefined;
  readonly onChange: (change: Partial<RecordForm>) => void;
}

/** All that people write of a recording. */
export function RecordFields({ form, titleFault, onChange }: RecordFieldsProps) {
  const suggested = useSuggestions();
  const suggest = (field: Exclude<SuggestedField, 'language'>) => ({
    value: form[field],
    suggestions: [...new Set([...suggested(field), ...(field === 'licence' ? licences : [])])],
    maxLength: field === 'place' || field === 'contributor' ? 200 : 100,
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <>
      <TextField label="Title" value={form.title} fault={titleFault} onChange={(title) => onChange({ title })} />
      <div className="record-fields">
        <SelectField
          label="Spoken language"
          value={form.language}
          options={languageOptions('Not known', [form.language])}
          onChange={(language) => onChange({ language })}
        />
        <SuggestField label="Category" {...suggest('category')} />
        <SuggestField label="Place" {...suggest('place')} />
        <SuggestField label="Contributor" help="Who speaks, or who has recorded it." {...suggest('contributor')} />
      </div>
      <TextField
        label="Description"
        rows={3}
        value={form.description}
        onChange={(description) => onChange({ description })}
      />
      <OptionGroup legend="How it may be used">
        <div className="record-fields">
          <ConsentFields form={form} onChange={onChange} />
          <SuggestField label="Licence" help="An SPDX name where there is one." {...suggest('licence')} />
        </div>
      </OptionGroup>
    </>
  );
}

const licences = ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0'];

function ConsentFields({ form, onChange }: Omit<RecordFieldsProps, 'titleFault'>) {
  return (
    <>
      <SelectField<ConsentChoice>
        label="Consent of the speaker"
        value={form.consent}
        options={[
          ['', 'Not recorded'],
          ['given', 'Given'],
          ['refused', 'Not given'],
        ]}
        onChange={(consent) => onChange({ consent })}
      />
      {form.consent && (
        <>
          <label className="field">
            <span>Date of the consent</span>
            <input
              type="date"
              value={form.consentOn}
              onChange={({ target }) => onChange({ consentOn: target.value })}
            />
          </label>
          <TextField
            label="Where it is written down"
            value={form.consentReference}
            onChange={(consentReference) => onChange({ consentReference })}
          />
        </>
      )}
    </>
  );
}
