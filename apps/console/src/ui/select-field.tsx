import { useId } from 'react';

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly help?: string;
  readonly value: Value;
  /** Each with its name. */
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function SelectField<Value extends string>({ label, help, value, options, onChange }: SelectFieldProps<Value>) {
  const id = useId();
  const field = (
    <label className="field">
      <span>{label}</span>
      <select value={value} aria-describedby={help && id} onChange={({ target }) => onChange(target.value as Value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  if (!help) return field;
  return (
    <div className="option-stack">
      {field}
      <p className="hint" id={id}>
        {help}
      </p>
    </div>
  );
}
