import type {
  PicturePoint,
  RecognizedLine,
  RecognizedPage,
  RecognizedWord,
} from '@polyspool/contracts/recognized-page';
import { apply, multiply, type Matrix, type Point } from '../content/matrix.js';
import { intoFrame } from '../layout/frame.js';
import { median } from '../layout/median.js';

/** A line in the frame of its page, in points. */
export interface FramedLine {
  readonly words: readonly FramedWord[];
  readonly baseline: number;
  /** From the foot of a p to the head of a d. */
  readonly heightPt: number;
}

export interface FramedWord {
  readonly word: RecognizedWord;
  readonly x: number;
  readonly endX: number;
  readonly bottom: number;
  readonly top: number;
}

export interface FramedText {
  readonly angleDegrees: number;
  readonly lines: readonly FramedLine[];
}

/** A line that is sure of less than that is none: a picture, a stain. Its words stand or fall together, or one would be missing. */
const leastConfidence = 0.4;
/** A page may be turned as a whole, by its scanner or its reader. A line that stands otherwise stays a picture. */
const mostTiltDegrees = 3;

/** The text of a picture in one frame, level with most of it. `toPage`: from pixels to default user space. */
export function linesInFrame({ lines }: RecognizedPage, toPage: Matrix): FramedText {
  const sure = lines.flatMap((line) => sureOf(line));
  const angles = sure.map((line) => ({ line, angle: angleOf(line, toPage), weight: lengthOf(line) }));
  const angleDegrees = mainAngle(angles);
  const level = angles.filter(({ angle }) => turn(angle, angleDegrees) <= mostTiltDegrees);
  const matrix = multiply(toPage, intoFrame(angleDegrees));
  return { angleDegrees, lines: level.map(({ line }) => framed(line, matrix)) };
}

function sureOf(line: RecognizedLine): RecognizedLine[] {
  const mean = line.words.reduce((sum, { confidence }) => sum + confidence, 0) / line.words.length;
  if (mean < leastConfidence) return [];
  return [line];
}

function angleOf({ baseline: [from, to] }: RecognizedLine, toPage: Matrix) {
  const [start, end] = [apply(toPage, from), apply(toPage, to)];
  return (Math.atan2(end[1] - start[1], end[0] - start[0]) * 180) / Math.PI;
}

const lengthOf = ({ baseline: [from, to] }: RecognizedLine) => Math.hypot(to[0] - from[0], to[1] - from[1]);

interface Angled {
  readonly angle: number;
  readonly weight: number;
}

/** Of the quarter that most text stands in, what the longer lines agree on: short ones tell it badly. */
function mainAngle(lines: readonly Angled[]): number {
  const byQuarter = Map.groupBy(lines, ({ angle }) => (Math.round(angle / 90) * 90 + 360) % 360);
  const weightOf = (group: readonly Angled[]) => group.reduce((sum, { weight }) => sum + weight, 0);
  const [most] = [...byQuarter].sort(([, a], [, b]) => weightOf(b) - weightOf(a));
  if (!most) return 0;
  const [quarter, group] = most;
  const longest = Math.max(...group.map(({ weight }) => weight));
  const telling = group.filter(({ weight }) => weight >= longest / 2);
  const tilt = median(telling.map(({ angle }) => signedTurn(angle, quarter)));
  const angle = quarter + (Math.abs(tilt) < 0.05 ? 0 : tilt);
  return angle > 180 ? angle - 360 : angle;
}

const signedTurn = (angle: number, from: number) => ((angle - from + 540) % 360) - 180;
const turn = (angle: number, from: number) => Math.abs(signedTurn(angle, from));

function framed(line: RecognizedLine, matrix: Matrix): FramedLine {
  const scale = Math.hypot(matrix[0], matrix[1]);
  const [start, end] = line.baseline.map((point: PicturePoint) => apply(matrix, point)) as [Point, Point];
  const words = line.words.map((word) => framedWord(word, matrix)).sort((a, b) => a.x - b.x);
  return { words, baseline: (start[1] + end[1]) / 2, heightPt: line.heightPx * scale };
}

/** Boxes stand upright in the picture and are larger than a word that does not: by how much its own tilt tells. */
function framedWord(word: RecognizedWord, matrix: Matrix): FramedWord {
  const [left, top, right, bottom] = word.box;
  const [x, y] = apply(matrix, [(left + right) / 2, (top + bottom) / 2]);
  const scale = Math.hypot(matrix[0], matrix[1]);
  const isUpright = Math.abs(matrix[0]) >= Math.abs(matrix[1]);
  const [long, high] = isUpright ? [right - left, bottom - top] : [bottom - top, right - left];
  const tilt = Math.min(Math.abs(matrix[0]), Math.abs(matrix[1])) / scale;
  const width = Math.max(1, long - tilt * high) * scale;
  const height = Math.max(1, high - tilt * long) * scale;
  return { word, x: x - width / 2, endX: x + width / 2, bottom: y - height / 2, top: y + height / 2 };
}
