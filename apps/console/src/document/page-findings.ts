import type { PageFidelity } from '@polyspool/contracts/fidelity';

export type Attention = 'fine' | 'note' | 'look';

export interface PageFindings {
  readonly page: PageFidelity;
  /** What a reader should look at, the worst first. */
  readonly words: readonly string[];
  readonly attention: Attention;
  /** The more, the sooner to be looked at. */
  readonly weight: number;
}

/** From here on a page is said to differ. Smaller values are in the table only. */
const limits = { scale: 0.75, unknownWordShare: 0.05, changedPixels: 0.001 };

/** What there is to look at on a page after its translation. */
export function findingsOf(page: PageFidelity): PageFindings {
  const found = rules.flatMap((rule) => rule(page) || []).sort((a, b) => b.weight - a.weight);
  const weight = found.reduce((sum, finding) => sum + finding.weight, 0);
  const attention = found.some(({ isSevere }) => isSevere) ? 'look' : found.length > 0 ? 'note' : 'fine';
  return { page, words: found.map(({ words }) => words), attention, weight };
}

/** Pages with something to look at, the worst first. */
export const worthALook = (pages: readonly PageFindings[]) =>
  pages.filter(({ words }) => words.length > 0).sort((a, b) => b.weight - a.weight || a.page.page - b.page.page);

interface Finding {
  readonly words: string;
  readonly weight: number;
  /** Something is missing, or cannot be read. */
  readonly isSevere?: boolean;
}

const rules: readonly ((page: PageFidelity) => Finding | false)[] = [
  ({ kind, reason }) =>
    kind === 'untouched' && { words: `Left as it was${reason ? `: ${reason}` : ''}`, weight: 1000, isSevere: true },
  ({ overflowingBlocks: n }) =>
    n > 0 && {
      words: `${counted(n, 'text runs out of its place', 'texts run out of their places')}`,
      weight: 100 * n,
      isSevere: true,
    },
  ({ newOverlaps: n }) =>
    n > 0 && {
      words: `${counted(n, 'pair of texts', 'pairs of texts')} over one another`,
      weight: 80 * n,
      isSevere: true,
    },
  ({ untranslatedWords, words }) =>
    untranslatedWords > limits.unknownWordShare * words && {
      words: `${untranslatedWords} of ${words} words not known to the translator`,
      weight: 100 * (untranslatedWords / words),
    },
  ({ changedNames: n = 0 }) =>
    n > 0 && {
      words: counted(n, 'name is not written as in the original', 'names are not written as in the original'),
      weight: 5 * n,
    },
  ({ smallestScale }) =>
    smallestScale < limits.scale && {
      words: `Text at ${Math.round(smallestScale * 100)}% of its size`,
      weight: 60 * (1 - smallestScale),
    },
  ({ changedPixels = 0 }) =>
    changedPixels > limits.changedPixels && {
      words: `${percent(changedPixels)} of the picture beside the text has changed`,
      weight: 20 + 1000 * changedPixels,
    },
  ({ flattenedBlocks: n }) =>
    n > 0 && { words: `${counted(n, 'text has', 'texts have')} lost bold, colour or links`, weight: 5 * n },
  ({ kind }) => kind === 'scan' && { words: 'Read from a picture: check names and numbers', weight: 10 },
];

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** `0.2%`; what is not nothing is not said to be nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0001) return 'less than 0.01%';
  return `${Number((share * 100).toFixed(share < 0.1 ? 2 : 0))}%`;
}
