import { SelectField } from '../ui/select-field.js';

interface TimeZoneFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const names = [...new Set(['UTC', value, here(), ...Intl.supportedValuesOf('timeZone')])];
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
