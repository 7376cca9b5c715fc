import { useCallback, useMemo, useState } from 'react';
import { worthALook, type PageFindings } from './page-findings.js';

/** The page that is looked at, and the ways from it. `pages` may leave some out. */
export function usePages(pages: readonly PageFindings[]) {
  const [page, setPage] = useState(pages[0]?.page.page ?? 1);
  const found = useMemo(() => worthALook(pages).map((findings) => findings.page.page), [pages]);
  const at = pages.findIndex((findings) => findings.page.page === page);
  const wayTo = (target: PageFindings | undefined) => target && (() => setPage(target.page.page));
  return {
    page,
    current: pages[at],
    lastPage: pages.at(-1)?.page.page ?? 1,
    before: wayTo(pages[at - 1]),
    next: wayTo(pages[at + 1]),
    /** From the worst to the next worst, and round again. */
    nextFinding: found.length > 0 ? () => setPage(found[(found.indexOf(page) + 1) % found.length] ?? page) : undefined,
    /** To that page, or the first after it that there is. */
    show: useCallback(
      (wanted: number) =>
        setPage((known) => pages.find((findings) => findings.page.page >= wanted)?.page.page ?? known),
      [pages],
    ),
  };
}
