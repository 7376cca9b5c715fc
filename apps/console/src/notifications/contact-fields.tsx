import { languageName } from '../ui/format.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import type { Faults, PreferencesDraft } from './preferences-draft.js';
import { QuietHoursField } from './quiet-hours-field.js';
import { TimeZoneField } from './time-zone-field.js';

interface ContactFieldsProps {
  readonly draft: PreferencesDraft;
  readonly faults: Faults;
  readonly onChange: (change: Partial<PreferencesDraft>) => void;
}

/** Those that mails are written in. */
const written = ['en', 'es', 'te'];

export function ContactFields({ draft, faults, onChange }: ContactFieldsProps) {
  const languages = [...new Set([...written, draft.language])];
  return (
    <>
      <div className="field-pair">
        <TextField
          label="E-mail"
          value={draft.email}
          fault={faults.email}
          inputMode="email"
          placeholder="anna@example.org"
          onChange={(email) => onChange({ email })}
        />
        <TextField
          label="Phone, for text messages"
          value={draft.phone}
          fault={faults.phone}
          inputMode="tel"
          placeholder="+49 30 1234567"
          onChange={(phone) => onChange({ phone })}
        />
        <SelectField
          label="Language of what we write"
          value={draft.language}
          options={languages.map((tag) => [tag, languageName(tag)] as const)}
          onChange={(language) => onChange({ language })}
        />
        <TimeZoneField value={draft.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      </div>
      <QuietHoursField quiet={draft} fault={faults.quiet} onChange={onChange} />
    </>
  );
}
