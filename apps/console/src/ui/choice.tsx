import type { ReactNode } from 'react';

interface ChoiceProps<Option> {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly value: Option;
  readonly nameOf: (option: Option) => ReactNode;
  /** Where the name is a picture. */
  readonly labelOf?: (option: Option) => string;
  readonly onChange: (option: Option) => void;
}

/** One of a few, side by side; what of is heard, and not seen. */
export function Choice<Option extends string | number>({
  legend,
  options,
  value,
  nameOf,
  labelOf,
  onChange,
}: ChoiceProps<Option>) {
  return (
    <fieldset className="pills control-group">
      <legend className="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label className="pill" key={option}>
          <input
            type="radio"
            name={legend}
            aria-label={labelOf?.(option)}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{nameOf(option)}</span>
        </label>
      ))}
    </fieldset>
  );
}
