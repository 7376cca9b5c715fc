import { useId } from 'react';

interface SuggestFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly suggestions: readonly string[];
  readonly maxLength?: number;
  readonly onChange: (value: string) => void;
}

/** A field for any text, which offers what was written in it before. */
export function SuggestField({ label, help, value, suggestions, maxLength, onChange }: SuggestFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        list={`${id}-list`}
        value={value}
        maxLength={maxLength}
        aria-describedby={help && `${id}-help`}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={`${id}-list`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      {help && (
        <p className="hint" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
