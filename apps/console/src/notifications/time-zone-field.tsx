import { SelectField } from '../ui/select-field.js';

interface TimeZoneFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Browsers still list these cities under the names that they had. */
const todaysNames: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

const today = (name: string) => todaysNames[name] ?? name;
const here = () => today(Intl.DateTimeFormat().resolvedOptions().timeZone);

export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const names = [...new Set(['UTC', value, here(), ...Intl.supportedValuesOf('timeZone').map(today)])];
  return (
    <div className="option-stack">
      <SelectField
        label="Time zone"
        value={value}
        options={names.map((name) => [name, name.replaceAll('_', ' ')] as const)}
        onChange={onChange}
      />
      {value !== here() && (
        <button className="button small fit" type="button" onClick={() => onChange(here())}>
          Take {here().replaceAll('_', ' ')}, as on this device
        </button>
      )}
    </div>
  );
}
