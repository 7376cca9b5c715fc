import { useId } from 'react';

interface PhoneFieldProps {
  readonly phone: string | undefined;
  readonly isRemoved: boolean;
  readonly onChange: (isRemoved: boolean) => void;
}

/** Only operators set a number; one may do without it. */
export function PhoneField({ phone, isRemoved, onChange }: PhoneFieldProps) {
  const id = useId();
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span id={id}>Phone, for text messages</span>
      {phone === undefined ? (
        <p className="muted">No number</p>
      ) : (
        <div className="phone-line">
          <bdi>{isRemoved ? <del>{phone}</del> : phone}</bdi>
          <button
            className="button small"
            type="button"
            aria-label={isRemoved ? 'Keep the number' : 'Remove the number'}
            onClick={() => onChange(!isRemoved)}
          >
            {isRemoved ? 'Keep' : 'Remove'}
          </button>
        </div>
      )}
      <p className="hint">{hintOf(phone, isRemoved)}</p>
    </div>
  );
}

function hintOf(phone: string | undefined, isRemoved: boolean) {
  if (phone === undefined) return 'An operator sets it: ask one if you want text messages.';
  if (isRemoved) return 'It is removed when you save. Only an operator can set it again.';
  return 'An operator has set it: ask one if it is to be another.';
}
