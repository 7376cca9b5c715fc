import { boxAfter, type Box } from '../content/matrix.js';
import type { PageContent } from '../content/page-content.js';
import type { Obstacles } from './block.js';
import { mayBePartOfFormula } from './formula-paths.js';
import { intoFrame, type Frame, type FramedPath } from './frame.js';
import { lineRules, type LineRule } from './text-rules.js';
import type { WorkingLine } from './working-line.js';

/** What blocks of one direction of text are made from. */
export interface PagePart {
  readonly content: PageContent;
  readonly frame: Frame;
  readonly lines: readonly WorkingLine[];
  readonly rules: ReadonlyMap<WorkingLine, readonly LineRule[]>;
  /** Of the page's links, in the frame. */
  readonly links: readonly Box[];
  readonly view: Box;
  readonly obstacles: Obstacles;
  /** Small enough to be drawn as parts of formulas. */
  readonly strokes: readonly FramedPath[];
}

/** Rules that go with text separate nothing and are in nobody's way. */
export function pagePart(content: PageContent, frame: Frame, lines: readonly WorkingLine[]): PagePart {
  const rules = lineRules(frame, lines);
  const ofText = new Set([...rules.values()].flat().map(({ drawn }) => drawn));
  const textBoxes = new Set([...ofText].map(({ box }) => box));
  const paths = frame.paths.filter((drawn) => !ofText.has(drawn));
  const into = (box: Box) => boxAfter(intoFrame(frame.angleDegrees), box);
  return {
    content,
    frame: { ...frame, paths, horizontalRules: frame.horizontalRules.filter((box) => !textBoxes.has(box)) },
    lines,
    rules,
    links: content.links.map(({ box }) => into(box)),
    view: into(content.view),
    obstacles: {
      lines,
      paths: paths.map(({ box }) => box),
      panels: new Set(paths.filter(isPanel).map(({ box }) => box)),
      images: [...frame.images, ...frame.fields],
    },
    strokes: frame.paths.filter(mayBePartOfFormula),
  };
}

const isPanel = ({ path }: FramedPath) => path.isFilled && path.subpaths === 1;
