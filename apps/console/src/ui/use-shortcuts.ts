import { useEffect } from 'react';

export type Shortcuts = Readonly<Record<string, () => void>>;

/** Single keys, while nobody writes and no dialog is open. They can be switched off (WCAG 2.1.4). */
export function useShortcuts(shortcuts: Shortcuts, isOn: boolean) {
  useEffect(() => {
    if (!isOn) return;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const act = shortcuts[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [shortcuts, isOn]);
}

/** Lists choose by letter, too. */
const isTaken = (target: EventTarget | null) =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.matches('input:not([type=radio], [type=checkbox]), textarea, select'));
