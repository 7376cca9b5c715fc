import { apply, boxAfter, type Box, type Matrix } from '../content/matrix.js';
import type { Glyph, PageContent, PaintedPath } from '../content/page-content.js';
import type { PlacedGlyph } from './block.js';
import { plainLetters } from './characters.js';

/** All that stands on a page, seen along one direction of text: baselines are level, lines go downwards. */
export interface Frame {
  readonly angleDegrees: number;
  /** Glyphs stand below each other. */
  readonly isVertical: boolean;
  /** In the order in which they are drawn. */
  readonly glyphs: readonly LooseGlyph[];
  readonly paths: readonly FramedPath[];
  readonly images: readonly Box[];
  /** Of a form. */
  readonly fields: readonly Box[];
  /** Narrow and tall, or to be filled in: between cells of a table, columns, labels. */
  readonly verticalRules: readonly Box[];
  readonly horizontalRules: readonly Box[];
  /** Small shapes, pictures and fields that may be bullets. */
  readonly marks: readonly Box[];
}

/** A glyph whose line is being looked for. */
export type LooseGlyph = { -readonly [Key in keyof PlacedGlyph]: PlacedGlyph[Key] } & {
  /** What it says where it stands, in plain letters. */
  text: string;
  /** Above or below the line, as one half of a fraction. */
  isStacked: boolean;
};

export interface FramedPath {
  readonly path: PaintedPath;
  readonly box: Box;
}

/** One for each angle that text is written at. Glyphs that are in nobody's way and cannot be told apart are in none. */
export function framesOf(content: PageContent): Frame[] {
  const glyphs = content.glyphs.filter(isReadable);
  const upright = Map.groupBy(
    glyphs.filter(({ show }) => !show.isVertical),
    angleOf,
  );
  const vertical = Map.groupBy(
    glyphs.filter(({ show }) => show.isVertical),
    // Its lines go down the page.
    (glyph) => angleOf(glyph) - 90,
  );
  return [
    ...[...upright].map(([angleDegrees, found]) => frameOf(content, { angleDegrees, isVertical: false }, found)),
    ...[...vertical].map(([angleDegrees, found]) => frameOf(content, { angleDegrees, isVertical: true }, found)),
  ];
}

/** From user space into the frame of an angle. */
export function intoFrame(angleDegrees: number): Matrix {
  const cos = Math.cos((angleDegrees * Math.PI) / 180);
  const sin = Math.sin((angleDegrees * Math.PI) / 180);
  return [cos, -sin, sin, cos, 0, 0];
}

/** Code 32, which word spacing goes by, may be any letter in a font of its own encoding. */
export const isBlank = ({ unicode, isSpace }: Glyph) => (unicode ? space.test(unicode) : isSpace);

/** Not the controls: in fonts of signs they are signs. */
const space = /^\p{Zs}+$/u;

const angleOf = ({ direction: [x, y] }: Glyph) => {
  const angleDegrees = Math.round((Math.atan2(y, x) * 180) / Math.PI);
  return angleDegrees === -180 ? 180 : angleDegrees;
};

/** Text that is not painted, clips, stands in a mirror or cannot be taken apart stays as it is. */
const isReadable = ({ show, isMirrored, sizePt }: Glyph) =>
  show.state.renderMode < 3 &&
  (show.bytesPerCode !== 0 || show.isVertical) &&
  !isMirrored &&
  sizePt > 0.5 &&
  sizePt <= 400;

type Writing = Pick<Frame, 'angleDegrees' | 'isVertical'>;

function frameOf(content: PageContent, { angleDegrees, isVertical }: Writing, glyphs: readonly Glyph[]): Frame {
  const matrix = intoFrame(angleDegrees);
  const into = (box: Box) => (angleDegrees === 0 ? box : boxAfter(matrix, box));
  const paths = content.paths.map((path) => ({ path, box: into(path.box) }));
  const images = content.images.map(into);
  const fields = content.fields.map(into);
  const boxes = paths.map(({ box }) => box);
  return {
    angleDegrees,
    isVertical,
    glyphs: glyphs.map((glyph) => {
      const [x, y] = apply(matrix, glyph.origin);
      if (isVertical) return verticalGlyph(glyph, x, y);
      return {
        glyph,
        x,
        endX: x + glyph.widthPt,
        y,
        isScript: false,
        isStacked: false,
        text: plainLetters(glyph.unicode),
      };
    }),
    paths,
    images,
    fields,
    verticalRules: [...boxes.filter((box) => width(box) < 2.5 && height(box) > 4), ...fields],
    horizontalRules: boxes.filter((box) => height(box) < 2.5 && width(box) > 8),
    marks: [
      ...boxes.filter((box) => width(box) > 1.2 && height(box) > 1.2),
      ...images,
      ...fields,
      ...content.forms.map(into),
    ].filter((box) => width(box) < 20 && height(box) < 20),
  };
}

/** Of its em square: above its origin, when it stands upright. */
const ascent = 0.88;

const verticalGlyph = (glyph: Glyph, x: number, y: number): LooseGlyph => ({
  glyph,
  x: x - ascent * glyph.sizePt,
  endX: x + (1 - ascent) * glyph.sizePt,
  y,
  isScript: false,
  isStacked: false,
  text: plainLetters(glyph.unicode),
});

const width = ([left, , right]: Box) => right - left;
const height = ([, bottom, , top]: Box) => top - bottom;

/** Something upright separates what stands left and right of it at this height. */
export const isRuledOff = (frame: Frame, [from, to]: readonly [number, number], y: number) =>
  frame.verticalRules.some(
    ([left, bottom, right, top]) => left >= from - 0.5 && right <= to + 0.5 && bottom <= y + 2 && top >= y,
  );
