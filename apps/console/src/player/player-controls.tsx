import { Keyboard, Repeat1, SkipBack, SkipForward } from 'lucide-react';
import { Choice } from '../ui/choice.js';
import { ShortcutButton } from '../ui/shortcut-button.js';
import type { PlayHead } from './play-head.js';
import { captionSizes, playbackRates, type PlayerSettings } from './use-player-settings.js';

interface PlayerControlsProps {
  readonly head: PlayHead;
  readonly settings: PlayerSettings;
  readonly hasTranslation: boolean;
  readonly onSettings: (change: Partial<PlayerSettings>) => void;
  readonly onHelp: () => void;
}

/** From line to line, the speed, and how the subtitles look. */
export function PlayerControls({ head, settings, onSettings, onHelp, hasTranslation }: PlayerControlsProps) {
  return (
    <div className="player-controls" role="group" aria-label="Subtitle controls">
      <div className="control-group">
        <ShortcutButton label="Line before" shortcut="A" onClick={head.previous}>
          <SkipBack aria-hidden size={18} />
        </ShortcutButton>
        <ShortcutButton label="Say this line again" shortcut="S" onClick={head.repeat}>
          <Repeat1 aria-hidden size={18} />
        </ShortcutButton>
        <ShortcutButton label="Next line" shortcut="D" onClick={head.next}>
          <SkipForward aria-hidden size={18} />
        </ShortcutButton>
      </div>
      <Choice
        legend="Speed"
        options={playbackRates}
        value={settings.rate}
        nameOf={(rate) => `${rate}×`}
        onChange={(rate) => onSettings({ rate })}
      />
      <Choice
        legend="Size"
        options={captionSizes}
        value={settings.size}
        nameOf={(size) => <span className={`letter ${size}`}>A</span>}
        labelOf={(size) => size}
        onChange={(size) => onSettings({ size })}
      />
      <div className="control-group checks">
        <Check label="Spoken" checked={settings.spoken} onChange={(spoken) => onSettings({ spoken })} />
        {hasTranslation && (
          <Check
            label="Translated"
            checked={settings.translated}
            onChange={(translated) => onSettings({ translated })}
          />
        )}
        <Check label="Mark words" checked={settings.marksWords} onChange={(marksWords) => onSettings({ marksWords })} />
      </div>
      <button className="button quiet small" type="button" aria-keyshortcuts="?" onClick={onHelp}>
        <Keyboard aria-hidden size={16} />
        Shortcuts
      </button>
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="check small">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
