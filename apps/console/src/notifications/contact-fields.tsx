import type { NotificationPreferences } from '@polyspool/contracts/notifications';
import { languageName } from '../ui/format.js';
import { SelectField } from '../ui/select-field.js';
import { EmailField } from './email-field.js';
import { PhoneField } from './phone-field.js';
import { isPhoneRemoved, type Faults, type PreferencesDraft } from './preferences-draft.js';
import { QuietHoursField } from './quiet-hours-field.js';
import { TimeZoneField } from './time-zone-field.js';

interface ContactFieldsProps {
  readonly draft: PreferencesDraft;
  /** What holds now. */
  readonly saved: NotificationPreferences;
  readonly faults: Faults;
  readonly onChange: (change: Partial<PreferencesDraft>) => void;
}

/** Those that mails are written in. */
const written = ['en', 'es', 'te'];

export function ContactFields({ draft, saved, faults, onChange }: ContactFieldsProps) {
  const languages = [...new Set([...written, draft.language])];
  return (
    <>
      <div className="field-pair">
        <EmailField value={draft.email} saved={saved} fault={faults.email} onChange={(email) => onChange({ email })} />
        <PhoneField
          phone={saved.phone}
          isRemoved={isPhoneRemoved(draft, saved)}
          onChange={(isRemoved) => onChange({ removedPhone: isRemoved ? saved.phone : undefined })}
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
