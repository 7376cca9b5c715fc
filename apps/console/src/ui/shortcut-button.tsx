import type { ReactNode } from 'react';

interface ShortcutButtonProps {
  readonly label: string;
  readonly shortcut: string;
  /** Missing: it keeps the focus, and does nothing. */
  readonly onClick: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A button with a picture for a name, and a key that does the same. */
export function ShortcutButton({ label, shortcut, onClick, children }: ShortcutButtonProps) {
  return (
    <button
      className="button icon-button"
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      aria-disabled={!onClick || undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
