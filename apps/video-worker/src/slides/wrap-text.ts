import type { MeasuredPiece, MeasuredText } from './text-ruler.js';

/** What is added to a measured width: letters lean out of their room, and drawings round. */
const toleranceFactor = 1.03;

interface Atom {
  readonly text: string;
  readonly afterSpace: boolean;
  readonly width: number;
}

/** Lines of a text where `width` and all measures are in parts of the font's size. */
export interface Wrapping {
  readonly lines: readonly string[];
  readonly width: number;
  /** A word was cut, as it is wider than a line. */
  readonly cut: boolean;
}

/** As few lines as it takes, of about the same length. Undefined where a word fits on no line and cannot be cut. */
export function wrapText(measured: MeasuredText, lineWidth: number): Wrapping | undefined {
  const available = lineWidth / toleranceFactor;
  const tooWide = measured.pieces.filter(({ width }) => width > available);
  if (tooWide.some(({ parts }) => !parts || parts.some(({ width }) => width > available))) return undefined;
  const atoms = measured.pieces.flatMap((piece) => (piece.width > available ? atomsOf(piece) : [piece]));

  let best = fill(atoms, measured.spaceWidth, available);
  let [low, high] = [0, available];
  for (let round = 0; round < 12; round += 1) {
    const middle = (low + high) / 2;
    const tried = fill(atoms, measured.spaceWidth, middle);
    const fits = tried.lines.length <= best.lines.length && tried.width <= middle;
    if (fits) [best, high] = [tried, middle];
    else low = middle;
  }
  return { lines: best.lines, width: best.width * toleranceFactor, cut: tooWide.length > 0 };
}

function fill(atoms: readonly Atom[], spaceWidth: number, lineWidth: number) {
  const lines: { text: string; width: number }[] = [];
  for (const { text, afterSpace, width } of atoms) {
    const line = lines.at(-1);
    const space = afterSpace ? spaceWidth : 0;
    if (line && line.width + space + width <= lineWidth) {
      line.text += (afterSpace ? ' ' : '') + text;
      line.width += space + width;
    } else lines.push({ text, width });
  }
  return { lines: lines.map(({ text }) => text), width: Math.max(0, ...lines.map(({ width }) => width)) };
}

const atomsOf = ({ parts = [], afterSpace }: MeasuredPiece): Atom[] =>
  parts.map((part, index) => ({ ...part, afterSpace: afterSpace && index === 0 }));
