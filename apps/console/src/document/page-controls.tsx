import { ChevronLeft, ChevronRight, Eye, Keyboard } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Choice } from '../ui/choice.js';
import { ShortcutButton } from '../ui/shortcut-button.js';
import { pageLayouts, pageSizes, type PageView } from './use-page-view.js';

interface PageControlsProps {
  readonly page: number;
  readonly lastPage: number;
  readonly view: PageView;
  /** To the page before or after; missing at the ends. */
  readonly onBefore: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  /** Missing where no page is worth a look. */
  readonly onNextFinding: (() => void) | undefined;
  readonly onPage: (page: number) => void;
  readonly onView: (change: Partial<PageView>) => void;
  readonly onHelp: () => void;
}

/** From page to page, and how each is compared. */
export function PageControls({ view, onBefore, onNext, onNextFinding, onView, onHelp, ...rest }: PageControlsProps) {
  return (
    <div className="player-controls" role="group" aria-label="Page controls">
      <div className="control-group">
        <ShortcutButton label="Page before" shortcut="A" onClick={onBefore}>
          <ChevronLeft aria-hidden size={18} />
        </ShortcutButton>
        <PageField {...rest} />
        <ShortcutButton label="Next page" shortcut="D" onClick={onNext}>
          <ChevronRight aria-hidden size={18} />
        </ShortcutButton>
      </div>
      <Choice
        legend="Layout"
        options={pageLayouts}
        value={view.layout}
        nameOf={(layout) => layoutNames[layout]}
        onChange={(layout) => onView({ layout })}
      />
      {view.layout === 'slider' && (
        <Choice
          legend="Size"
          options={pageSizes}
          value={view.size}
          nameOf={(size) => sizeNames[size]}
          onChange={(size) => onView({ size })}
        />
      )}
      {onNextFinding && (
        <button className="button small" type="button" aria-keyshortcuts="F" onClick={onNextFinding}>
          <Eye aria-hidden size={16} />
          Next worth a look
        </button>
      )}
      <button className="button quiet small" type="button" aria-keyshortcuts="?" onClick={onHelp}>
        <Keyboard aria-hidden size={16} />
        Keys
      </button>
    </div>
  );
}

/** Goes there with Enter, or when it is left. */
function PageField({ page, lastPage, onPage }: Pick<PageControlsProps, 'page' | 'lastPage' | 'onPage'>) {
  const [typed, setTyped] = useState(String(page));
  const [followed, setFollowed] = useState(page);
  if (page !== followed) {
    setFollowed(page);
    setTyped(String(page));
  }
  const go = () => {
    const wanted = Math.min(lastPage, Math.max(1, Number.parseInt(typed, 10) || page));
    setTyped(String(page));
    if (wanted !== page) onPage(wanted);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  return (
    <form className="page-field tabular" onSubmit={submit}>
      <label>
        <span className="small">Page</span>
        <input inputMode="numeric" value={typed} onBlur={go} onChange={({ target }) => setTyped(target.value)} />
      </label>
      <span className="muted small">of {lastPage.toLocaleString('en')}</span>
    </form>
  );
}

const layoutNames: Record<PageView['layout'], string> = { slider: 'Slider', sideBySide: 'Side by side' };
const sizeNames: Record<PageView['size'], string> = { fit: 'Fit', wide: 'Wide' };
