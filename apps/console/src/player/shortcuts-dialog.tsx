import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { CheckField } from '../ui/check-field.js';

interface ShortcutsDialogProps {
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
  readonly onClose: () => void;
}

const keys: readonly (readonly [string, string])[] = [
  ['K', 'Play or pause'],
  ['A', 'Line before'],
  ['S', 'Say this line again'],
  ['D', 'Next line'],
  [',', 'Slower'],
  ['.', 'Faster'],
  ['1', 'Spoken line on or off'],
  ['2', 'Translated line on or off'],
  ['← →', 'From word to word in the subtitles'],
  ['↑ ↓', 'From line to line in the transcript'],
  ['Enter', 'Look the word up, or play the line'],
  ['Esc', 'Close the word'],
  ['?', 'This list'],
];

export function ShortcutsDialog({ isOn, onToggle, onClose }: ShortcutsDialogProps) {
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
