import type { Warning } from '@polyspool/contracts/warning';
import type { PageComparison } from '@polyspool/pdf/fidelity/compare-documents';
import { rangeOf } from '../document/pages-of.js';

interface Compared {
  readonly comparisons: readonly Pick<PageComparison, 'page' | 'changedPixels'>[];
  /** After the most that are compared. */
  readonly beyond: readonly number[];
}

/** That a page has no figure does not mean that nothing has changed on it: one warning says which have none, and why. */
export function notCompared({ comparisons, beyond }: Compared): Warning[] {
  const undrawn = comparisons.flatMap(({ page, changedPixels }) => (changedPixels === undefined ? [page] : []));
  const reasons = [
    ...because(undrawn, 'they hold pictures that are too large to be drawn'),
    ...because(beyond, `no more than the first ${comparisons.length} are compared`),
  ];
  if (reasons.length === 0) return [];
  return [{ code: 'document.notCompared', detail: `Not compared: ${reasons.join('; ')}` }];
}

const because = (pages: readonly number[], reason: string) =>
  pages.length > 0 ? [`pages ${rangeOf(pages)}, because ${reason}`] : [];
