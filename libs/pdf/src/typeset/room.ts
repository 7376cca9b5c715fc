import { boxAfter, type Box } from '../content/matrix.js';
import { intoFrame } from '../layout/frame.js';
import type { Block, TextLine } from '../layout/block.js';

/** What is free around a block, in points: how far its text may grow without touching anything else. */
export interface Room {
  readonly left: number;
  readonly right: number;
  /** What the block stands in: a cell, a panel, a drawn frame. Its left and right edge. */
  readonly enclosure?: readonly [x: number, endX: number];
  /** Below its last baseline, for text between two edges. */
  below(x: number, endX: number): number;
}

/** Between text and other text or pictures beside it, in ems. */
const gapBeside = 0.4;
/** Between text and a line that is drawn beside it. */
const gapToEdge = 0.2;
const gapBelow = 0.15;
/** Text may grow by this many lines at most: further down it would not be seen to belong there any more. */
const mostLinesBelow = 1.6;

export interface RoomWishes {
  /** Where other blocks stand by now. */
  readonly taken: readonly Box[];
  /** Text may run over what is only drawn with a pen: nobody knows where in its box the stroke goes. */
  readonly mayCrossStrokes?: boolean;
}

export function roomAround(block: Block, { taken, mayCrossStrokes = false }: RoomWishes): Room {
  const em = block.sizePt;
  const outline: Box = [block.x, block.lastBaseline - 0.22 * em, block.endX, block.firstBaseline + 0.7 * em];
  const around = new Surroundings(outline, em);
  const own = ownLines(block);
  const { lines, images } = block.obstacles;
  const view = boxAfter(intoFrame(block.angleDegrees), block.page.view);
  around.stayOnPage(view);
  for (const line of lines) if (!own(line)) around.avoid(boxOf(line), gapBeside * em);
  for (const path of pathsInSight(block, outline)) {
    if (mayCrossStrokes && !block.obstacles.panels.has(path) && !isRule(path)) continue;
    if (isAround(path, outline, 1)) around.stayWithin(path);
    else around.avoid(path, gapToEdge * em);
  }
  for (const image of images) if (!isAround(image, outline, 0)) around.avoid(image, gapBeside * em);
  for (const box of taken) around.avoid(box, gapBeside * em);
  return around.room({ area: areaOf(block, view), most: mostLinesBelow * (block.leadingPt || 1.2 * em) });
}

/** As wide as the text of the page; headings and single lines get the same margin on both sides, as where a slide has no more. */
function areaOf(block: Block, [left, , right]: Box): readonly [x: number, endX: number] {
  const { lines } = block.obstacles;
  const x = lines.reduce((least, line) => Math.min(least, line.x), Math.min(block.x, block.columnX));
  const endX = lines.reduce((most, line) => Math.max(most, line.endX), Math.max(block.endX, block.columnEndX));
  if (!growsFirst(block)) return [x, endX];
  const margin = Math.min(x - left, right - endX);
  return [Math.min(x, left + margin), Math.max(endX, right - margin)];
}

/** What is read at a glance: a longer line is better than smaller letters. */
export const growsFirst = ({ role, lines }: Pick<Block, 'role' | 'lines'>) => role === 'heading' || lines.length === 1;

const boxes = new WeakMap<TextLine, Box>();

/** Each block of a page asks for those of all its lines. */
function boxOf(line: TextLine): Box {
  let box = boxes.get(line);
  if (!box) {
    box = [line.x, line.baseline - 0.22 * line.sizePt, line.endX, line.baseline + 0.8 * line.sizePt];
    boxes.set(line, box);
  }
  return box;
}

const isRule = ([left, bottom, right, top]: Box) => right - left < 3 || top - bottom < 3;

/** A panel that a block stands on hides what was painted before it; and what lies outside of the panel is out of reach. */
function pathsInSight({ obstacles: { paths, panels } }: Block, outline: Box) {
  const panel = paths.findLastIndex((path) => panels.has(path) && isAround(path, outline, 1));
  return panel > 0 ? paths.slice(panel) : paths;
}

/** A block's lines may be cut out of those that stand on the page. */
function ownLines(block: Block) {
  const set = new Set(block.lines);
  return (line: TextLine) =>
    set.has(line) ||
    block.lines.some(
      (own) =>
        Math.abs(own.baseline - line.baseline) < 0.01 &&
        (isBetween(line.x, own.x, own.endX) || isBetween(own.x, line.x, line.endX)),
    );
}

const isBetween = (x: number, from: number, to: number) => x >= from - 0.01 && x < to;

const isAround = (outer: Box, inner: Box, margin: number) =>
  outer[0] < inner[0] - margin &&
  outer[2] > inner[2] + margin &&
  outer[1] < inner[1] - margin &&
  outer[3] > inner[3] + margin;

class Surroundings {
  #left = -Infinity;
  #right = Infinity;
  #floor = -Infinity;
  #enclosure: readonly [number, number] | undefined;
  readonly #under: Box[] = [];

  constructor(
    private readonly outline: Box,
    private readonly em: number,
  ) {}

  stayWithin(box: Box) {
    const gap = gapToEdge * this.em;
    this.#right = Math.min(this.#right, box[2] - gap);
    this.#left = Math.max(this.#left, box[0] + gap);
    this.#floor = Math.max(this.#floor, box[1]);
    const [x, endX] = this.#enclosure ?? [-Infinity, Infinity];
    this.#enclosure = [Math.max(x, box[0]), Math.min(endX, box[2])];
  }

  stayOnPage([left, bottom, right]: Box) {
    this.#left = Math.max(this.#left, left + this.em);
    this.#right = Math.min(this.#right, right - this.em);
    this.#floor = Math.max(this.#floor, bottom + 0.5 * this.em);
  }

  avoid(box: Box, gap: number) {
    const { outline, em } = this;
    const isBeside = box[3] > outline[1] + 0.1 * em && box[1] < outline[3] - 0.1 * em;
    if (isBeside && box[0] >= outline[2] - 0.3 * em) this.#right = Math.min(this.#right, box[0] - gap);
    if (isBeside && box[2] <= outline[0] + 0.3 * em) this.#left = Math.max(this.#left, box[2] + gap);
    if (box[3] <= outline[1] + 0.12 * em) this.#under.push(box);
  }

  room({ area: [x, endX], most }: { area: readonly [x: number, endX: number]; most: number }): Room {
    const { outline, em } = this;
    return {
      left: Math.max(0, outline[0] - Math.max(this.#left, x)),
      right: Math.max(0, Math.min(this.#right, endX) - outline[2]),
      enclosure: this.#enclosure,
      below: (from, to) => {
        let floor = this.#floor;
        for (const box of this.#under) {
          if (box[2] > from + 0.1 * em && box[0] < to - 0.1 * em) floor = Math.max(floor, box[3]);
        }
        return Math.max(0, Math.min(outline[1] - floor - gapBelow * em, most));
      },
    };
  }
}
