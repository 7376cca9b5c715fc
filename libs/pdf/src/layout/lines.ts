import { fragmentsOf } from './fragments.js';
import type { Frame } from './frame.js';
import { joinFragments } from './join-fragments.js';
import { stackFractions } from './stack-fractions.js';
import { splitCells } from './split-cells.js';
import { splitLeaders } from './split-leaders.js';
import { lineOf, type WorkingLine } from './working-line.js';

/** From top to bottom, those at one height from left to right. */
export function linesOf(frame: Frame): WorkingLine[] {
  const joined = joinFragments(frame, stackFractions(frame, fragmentsOf(frame)));
  const lines = joined.map(lineOf).flatMap(splitLeaders);
  return beside(splitCells(beside(lines)));
}

export const isNumeric = ({ hasLetters, text }: WorkingLine) => !hasLetters && /\d/.test(text);

/** In order, each with those on its baseline. */
function beside(unordered: readonly WorkingLine[]): WorkingLine[] {
  const lines = unordered.toSorted((a, b) => b.baseline - a.baseline || a.x - b.x);
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
