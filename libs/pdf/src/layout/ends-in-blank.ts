import type { Box } from '../content/matrix.js';
import type { Frame } from './frame.js';
import type { WorkingLine } from './working-line.js';

/** Whether a sentence leads to a field, a line to write on or a comb of strokes that is drawn behind it. */
export function endsInBlank(frame: Frame, onPage: readonly WorkingLine[], line: WorkingLine): boolean {
  const { baseline, sizePt: em } = line;
  // Shorter ones may be labels that go on below, beside what is to be filled in.
  if (line.text.length < shortestSentence) return false;
  const isLevel = ([, bottom, , top]: Box) => bottom < baseline + 0.3 * em && top > baseline - 0.4 * em;
  const isBehind = ([left]: Box) => left > line.endX - 0.3 * em && left < line.endX + 2 * em;
  const isToWriteOn = (box: Box) => box[2] - box[0] > 2.5 * em && box[1] < baseline + 0.2 * em && isEmpty(box);
  // The rules of a table have words over or under them.
  const isEmpty = ([left, bottom, right]: Box) =>
    !onPage.some(
      (other) => other !== line && other.x < right && other.endX > left && Math.abs(other.baseline - bottom) < 1.3 * em,
    );
  if (frame.fields.some((box) => isLevel(box) && isBehind(box))) return true;
  if (frame.horizontalRules.some((box) => isLevel(box) && isBehind(box) && isToWriteOn(box))) return true;
  const teeth = frame.verticalRules.filter(
    (box) => isLevel(box) && box[3] - box[1] < 1.5 * em && box[0] > line.endX && box[0] < line.endX + widestComb * em,
  );
  return teeth.length >= leastTeeth && teeth.some(isBehind);
}

const shortestSentence = 25;
const leastTeeth = 3;
/** In ems. */
const widestComb = 15;
