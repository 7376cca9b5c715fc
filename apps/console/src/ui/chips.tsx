interface ChipsProps<Option extends string> {
  readonly legend: string;
  /** Each with its name. */
  readonly options: readonly (readonly [Option, string])[];
  readonly value: readonly Option[];
  /** These are always chosen. */
  readonly fixed?: readonly Option[];
  /** One of them, and not several. */
  readonly isSingle?: boolean;
  readonly onChange: (value: readonly Option[]) => void;
}

/** Some of a few, each to be switched on and off; or one of them. */
export function Chips<Option extends string>({ legend, options, value, fixed = [], ...rest }: ChipsProps<Option>) {
  const { isSingle = false, onChange } = rest;
  const choose = (option: Option, isChosen: boolean) => {
    if (isSingle) return onChange([option]);
    onChange(isChosen ? [...value, option] : value.filter((chosen) => chosen !== option));
  };
  return (
    <fieldset className="pills chips">
      <legend>{legend}</legend>
      {options.map(([option, name]) => (
        <label className="pill" key={option}>
          <input
            type={isSingle ? 'radio' : 'checkbox'}
            name={isSingle ? legend : undefined}
            checked={fixed.includes(option) || value.includes(option)}
            disabled={fixed.includes(option)}
            onChange={({ target }) => choose(option, target.checked)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
