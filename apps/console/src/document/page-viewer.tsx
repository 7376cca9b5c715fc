import { useState, type ReactNode, type Ref } from 'react';
import { usePlayerSettings } from '../player/use-player-settings.js';
import { ShortcutsDialog } from '../ui/shortcuts-dialog.js';
import { useShortcuts } from '../ui/use-shortcuts.js';
import { picturesOf, type FilesByName } from './document-files.js';
import { PageComparison } from './page-comparison.js';
import { PageControls } from './page-controls.js';
import type { PageFindings } from './page-findings.js';
import { pageWords, PageMap } from './page-map.js';
import { usePageView } from './use-page-view.js';
import type { usePages } from './use-pages.js';
import { useSettled } from './use-settled.js';

interface PageViewerProps {
  readonly pages: readonly PageFindings[];
  readonly files: FilesByName;
  readonly place: ReturnType<typeof usePages>;
  readonly sectionRef: Ref<HTMLElement>;
  /** What stands above the pages. */
  readonly children: ReactNode;
}

/** Who holds a key down does not want every picture on the way. */
const restMs = 120;

/** Every page as it was and as it is. */
export function PageViewer({ pages, files, place, sectionRef, children }: PageViewerProps) {
  const [view, setView] = usePageView();
  const [divider, setDivider] = useState(50);
  const [settings, setSettings] = usePlayerSettings();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const shown = useSettled(place.current, restMs);
  const help = () => setIsHelpOpen(true);
  const turnOver = () => setDivider(divider > 50 ? 0 : 100);
  const changeLayout = () => setView({ layout: view.layout === 'slider' ? 'sideBySide' : 'slider' });
  const changeSize = () => setView({ size: view.size === 'fit' ? 'wide' : 'fit' });
  useShortcuts({ ...waysFrom(place), v: changeLayout, w: changeSize, b: turnOver, '?': help }, settings.shortcuts);
  return (
    <section className="card pages" id="pages" ref={sectionRef} aria-labelledby="pages-heading">
      {children}
      <PageMap pages={pages} current={place.page} onPage={place.show} />
      <PageControls
        page={place.page}
        lastPage={place.lastPage}
        view={view}
        onBefore={place.before}
        onNext={place.next}
        onNextFinding={place.nextFinding}
        onPage={place.show}
        onView={setView}
        onHelp={help}
      />
      <p className="page-verdict" role="status">
        {place.current && `Page ${place.page}: ${pageWords(place.current)}.`}
      </p>
      {shown && (
        <PageComparison
          page={shown.page.page}
          pictures={picturesOf(shown.page, files)}
          view={view}
          divider={divider}
          onDivider={setDivider}
        />
      )}
      {isHelpOpen && (
        <ShortcutsDialog
          keys={keys}
          isOn={settings.shortcuts}
          onToggle={(isOn) => setSettings({ shortcuts: isOn })}
          onClose={() => setIsHelpOpen(false)}
        />
      )}
    </section>
  );
}

const waysFrom = ({ before, next, nextFinding }: PageViewerProps['place']) => ({
  ...(before && { a: before }),
  ...(next && { d: next }),
  ...(nextFinding && { f: nextFinding }),
});

const keys: readonly (readonly [string, string])[] = [
  ['A', 'Page before'],
  ['D', 'Next page'],
  ['F', 'Next page worth a look, the worst first'],
  ['V', 'Slider or side by side'],
  ['W', 'All of the page, or the whole width'],
  ['B', 'Only before, only after'],
  ['← →', 'From page to page in the row of pages, or the divider'],
  ['?', 'This list'],
];
