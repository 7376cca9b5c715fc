import { useState, type ReactNode } from 'react';

interface AskingButtonProps {
  readonly label: string;
  /** Which of several it is about, for those who only hear it. */
  readonly of?: string | undefined;
  /** What is asked, for those who only hear it. */
  readonly question: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that asks once more, in its place, before anything happens. The question takes the focus and gives it back. */
export function AskingButton({ label, of, question, disabled, className = 'button', children }: AskingButtonProps) {
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  if (!asking) {
    return (
      <button
        className={className}
        type="button"
        aria-label={of && `${label} ${of}`}
        autoFocus={asked}
        onClick={() => setAsking(true)}
        disabled={disabled}
      >
        {label}
      </button>
    );
  }
  const close = () => {
    setAsking(false);
    setAsked(true);
  };
  return (
    <div className="confirm" role="group" aria-label={question} onKeyDown={({ key }) => key === 'Escape' && close()}>
      {children(close)}
    </div>
  );
}
