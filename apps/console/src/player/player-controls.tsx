import { Keyboard, Repeat1, SkipBack, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
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
        <LineButton label="Line before" shortcut="A" onClick={head.previous}>
          <SkipBack aria-hidden size={18} />
        </LineButton>
        <LineButton label="Say this line again" shortcut="S" onClick={head.repeat}>
          <Repeat1 aria-hidden size={18} />
        </LineButton>
        <LineButton label="Next line" shortcut="D" onClick={head.next}>
          <SkipForward aria-hidden size={18} />
        </LineButton>
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

interface LineButtonProps {
  readonly label: string;
  readonly shortcut: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function LineButton({ label, shortcut, onClick, children }: LineButtonProps) {
  return (
    <button
      className="button icon-button"
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

interface ChoiceProps<Option> {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly value: Option;
  readonly nameOf: (option: Option) => ReactNode;
  /** Where the name is a picture. */
  readonly labelOf?: (option: Option) => string;
  readonly onChange: (option: Option) => void;
}

function Choice<Option extends string | number>({
  legend,
  options,
  value,
  nameOf,
  labelOf,
  onChange,
}: ChoiceProps<Option>) {
  return (
    <fieldset className="pills control-group">
      <legend className="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label className="pill" key={option}>
          <input
            type="radio"
            name={legend}
            aria-label={labelOf?.(option)}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{nameOf(option)}</span>
        </label>
      ))}
    </fieldset>
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
