import { memo, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { PageFindings } from './page-findings.js';

interface PageMapProps {
  readonly pages: readonly PageFindings[];
  readonly current: number;
  readonly onPage: (page: number) => void;
}

const manyPages = 120;

/** Every page as a tile that tells how it came out. The whole is one stop for the tab key; arrows lead from page to page. */
export function PageMap({ pages, current, onPage }: PageMapProps) {
  const list = useRef<HTMLOListElement>(null);
  const isWalking = useRef(false);
  useLayoutEffect(() => {
    const tile = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (isWalking.current) tile?.focus();
    isWalking.current = false;
    if (list.current && tile) scrollTo(list.current, tile);
  }, [current]);
  const walk = (event: KeyboardEvent) => {
    const at = pages.findIndex(({ page }) => page.page === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: pages.length - 1 }[event.key];
    const next = to === undefined ? undefined : pages[to];
    if (!next || to === at) return;
    event.preventDefault();
    isWalking.current = true;
    onPage(next.page.page);
  };
  return (
    <ol
      ref={list}
      className={`page-map${pages.length > manyPages ? ' many' : ''}`}
      aria-label="All pages"
      onKeyDown={walk}
    >
      {pages.map((findings) => (
        <PageTile
          key={findings.page.page}
          findings={findings}
          isCurrent={findings.page.page === current}
          onPage={onPage}
        />
      ))}
    </ol>
  );
}

/** Within the list only: what is being read stays where it is. */
function scrollTo(list: HTMLElement, tile: HTMLElement) {
  const [top, bottom] = [tile.offsetTop, tile.offsetTop + tile.offsetHeight];
  const isSeen = top >= list.scrollTop && bottom <= list.scrollTop + list.clientHeight;
  if (!isSeen) list.scrollTop = top - list.clientHeight / 2;
}

interface PageTileProps {
  readonly findings: PageFindings;
  readonly isCurrent: boolean;
  readonly onPage: (page: number) => void;
}

const PageTile = memo(function PageTile({ findings, isCurrent, onPage }: PageTileProps) {
  const { page, attention } = findings;
  const label = `Page ${page.page}: ${pageWords(findings)}`;
  return (
    <li>
      <button
        className={`page-tile ${attention}${page.kind === 'untouched' ? ' untouched' : ''}`}
        type="button"
        tabIndex={isCurrent ? 0 : -1}
        aria-current={isCurrent || undefined}
        aria-label={label}
        title={label}
        onClick={() => onPage(page.page)}
      >
        <span aria-hidden>{page.page}</span>
      </button>
    </li>
  );
});

/** How a page came out, in a few words. */
export function pageWords({ page: { kind }, words }: PageFindings) {
  if (words.length > 0) return words.map((text) => text.charAt(0).toLowerCase() + text.slice(1)).join('; ');
  return kind === 'blank' ? 'nothing is on it' : 'keeps its look';
}
