import type { WorkingLine } from './working-line.js';

// Forms and tables name their lines: `7`, `8a`, `b`.

const number = /^\(?\d{1,3}\s?[a-z]?[.)]?$/;
const letter = /^[a-z]$/;

export const isRowNumber = ({ text }: Pick<WorkingLine, 'text'>) => number.test(text);

export const isRowMark = (line: Pick<WorkingLine, 'text'>) => isRowNumber(line) || letter.test(line.text);

/** Has one before it, in a column of its own. */
export const isMarked = (line: WorkingLine, isOne: (neighbour: WorkingLine) => boolean = isRowMark) =>
  line.neighbours.some(
    (neighbour) => isOne(neighbour) && neighbour.endX <= line.x && line.x - neighbour.endX < 4 * line.sizePt,
  );
