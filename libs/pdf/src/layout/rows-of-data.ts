import type { WorkingLine } from './working-line.js';

/**
 * `Opeth   19:10 - 20:00 (50min)`: what stands right beside both lines is more figures than letters, or they are such cells
 * themselves. Then each is a row, however well it would go on into the next.
 */
export const areRowsOfData = (above: WorkingLine, line: WorkingLine) =>
  (standsBesideData(above) && standsBesideData(line)) || (isCellOfData(above) && isCellOfData(line));

const standsBesideData = (line: WorkingLine) => [nextBefore(line), nextBehind(line)].some((one) => one && isData(one));

const isCellOfData = (line: WorkingLine) => line.neighbours.length > 0 && isData(line);

/** Longer ones are sentences. */
const longestData = 30;

function isData({ text }: WorkingLine) {
  const figures = text.match(/\d/g)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return figures > 1 && figures >= letters && text.length <= longestData;
}

const nextBefore = ({ neighbours, x }: WorkingLine) =>
  neighbours
    .filter((other) => other.endX <= x)
    .reduce<WorkingLine | undefined>((best, other) => (best && best.endX >= other.endX ? best : other), undefined);

const nextBehind = ({ neighbours, endX }: WorkingLine) =>
  neighbours
    .filter((other) => other.x >= endX)
    .reduce<WorkingLine | undefined>((best, other) => (best && best.x <= other.x ? best : other), undefined);
