import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { CheckField } from './check-field.js';

interface ShortcutsDialogProps {
  /** Each with what it does. */
  readonly keys: readonly (readonly [string, string])[];
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ keys, isOn, onToggle, onClose }: ShortcutsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="shortcuts-heading" onClose={onClose}>
      <div className="section-head">
        <h2 id="shortcuts-heading">Keyboard shortcuts</h2>
        <button className="button quiet" type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <X aria-hidden size={18} />
        </button>
      </div>
      <dl className="key-list">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label="Use single keys"
        help="Switch this off if you speak to your computer, or if keys do things that you do not want."
        checked={isOn}
        onChange={onToggle}
      />
    </dialog>
  );
}
