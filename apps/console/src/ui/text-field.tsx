import { useId, type HTMLAttributes } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  /** More than one: a field of several lines. */
  readonly rows?: number;
  readonly lang?: string | undefined;
  readonly autoFocus?: boolean;
}

/** A labelled field with its help, and with what is wrong in it. */
export function TextField({ label, help, fault, rows = 1, onChange, inputMode, ...rest }: TextFieldProps) {
  const id = useId();
  const described = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ');
  const shared = {
    ...rest,
    id,
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': described || undefined,
    dir: 'auto' as const,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows > 1 ? (
        <textarea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input {...shared} type="text" inputMode={inputMode} onChange={({ target }) => onChange(target.value)} />
      )}
      {help && (
        <p className="hint" id={`${id}-help`}>
          {help}
        </p>
      )}
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
