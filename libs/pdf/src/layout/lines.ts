import { fragmentsOf } from './fragments.js';
import type { Frame } from './frame.js';
import { joinFragments } from './join-fragments.js';
import { stackFractions } from './stack-fractions.js';
import { splitCells } from './split-cells.js';
import { goesOnWith, splitLeaders } from './split-leaders.js';
import { lineOf, type WorkingLine } from './working-line.js';

/** From top to bottom, those at one height from left to right. */
export function linesOf(frame: Frame): WorkingLine[] {
  const joined = joinFragments(frame, stackFractions(frame, fragmentsOf(frame)));
  const lines = joined.map(lineOf).toSorted(downwards);
  const parts = lines.flatMap((line, at) => splitLeaders(line, () => goesOnBelow(lines, at)));
  return beside(splitCells(beside(parts)));
}

export const isNumeric = ({ hasLetters, text }: WorkingLine) => !hasLetters && /\d/.test(text);

const downwards = (a: WorkingLine, b: WorkingLine) => b.baseline - a.baseline || a.x - b.x;

/** In the middle of a sentence. */
function goesOnBelow(lines: readonly WorkingLine[], at: number) {
  const { baseline, sizePt, x, endX } = lines[at] as WorkingLine;
  for (let other = at + 1; other < lines.length; other++) {
    const below = lines[other] as WorkingLine;
    const leadingPt = baseline - below.baseline;
    if (leadingPt > 1.75 * sizePt) return false;
    if (leadingPt > 0.7 * sizePt && below.x < endX && below.endX > x) return goesOnWith(below.text);
  }
  return false;
}

/** In order, each with those on its baseline. */
function beside(unordered: readonly WorkingLine[]): WorkingLine[] {
  const lines = unordered.toSorted(downwards);
  lines.forEach((line, at) => {
    line.neighbours = [...levelWith(lines, at, -1), ...levelWith(lines, at, 1)];
  });
  return lines;
}

function levelWith(lines: readonly WorkingLine[], at: number, step: 1 | -1) {
  const line = lines[at] as WorkingLine;
  const level: WorkingLine[] = [];
  for (let other = at + step; lines[other]; other += step) {
    const neighbour = lines[other] as WorkingLine;
    if (Math.abs(neighbour.baseline - line.baseline) >= 0.25 * line.sizePt) break;
    level.push(neighbour);
  }
  return level;
}
