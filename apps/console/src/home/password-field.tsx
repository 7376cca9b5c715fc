interface PasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The password of a document, which is none that a browser should remember. */
export function PasswordField({ value, onChange }: PasswordFieldProps) {
  return (
    <label className="field password-field">
      <span>Password of the document</span>
      <input
        type="password"
        autoComplete="off"
        autoFocus
        required
        maxLength={127}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
