import type { FramedPath, Frame } from './frame.js';
import type { WorkingGlyph, WorkingLine } from './working-line.js';

/** A rule drawn under or through some of the glyphs of a line. */
export interface LineRule {
  readonly drawn: FramedPath;
  readonly kind: 'underline' | 'strike';
  readonly thicknessPt: number;
  readonly risePt: number;
}

/** Underlines and strikes are paths like those of tables; these begin and end where words do. */
export function lineRules(frame: Frame, lines: readonly WorkingLine[]): Map<WorkingLine, LineRule[]> {
  const found = new Map<WorkingLine, LineRule[]>();
  const candidates = frame.paths.filter(({ path, box }) => path.subpaths === 1 && box[3] - box[1] < 3);
  for (const drawn of candidates) {
    for (const line of lines) {
      const rule = ruleOn(line, drawn);
      if (!rule) continue;
      const rules = found.get(line);
      if (rules) rules.push(rule);
      else found.set(line, [rule]);
      break;
    }
  }
  return found;
}

export const isOver = ({ drawn: { box } }: LineRule, { x, endX }: WorkingGlyph) =>
  (x + endX) / 2 > box[0] && (x + endX) / 2 < box[2];

function ruleOn(line: WorkingLine, drawn: FramedPath): LineRule | undefined {
  const [left, bottom, right, top] = drawn.box;
  const em = line.sizePt;
  const thicknessPt = top - bottom;
  if (thicknessPt >= 0.12 * em + 0.3 || right - left <= 0.5 * em) return undefined;
  if (left < line.x - 1 || right > line.endX + 1.5) return undefined;
  const risePt = (top + bottom) / 2 - line.baseline;
  const kind = kindAt(risePt / em);
  if (!kind || !beginsAndEndsWithWords(line, drawn)) return undefined;
  return { drawn, kind, thicknessPt, risePt };
}

const kindAt = (rise: number) => {
  if (rise < -0.02 && rise > -0.36) return 'underline';
  return rise > 0.15 && rise < 0.42 ? 'strike' : undefined;
};

function beginsAndEndsWithWords({ glyphs, sizePt }: WorkingLine, { box: [left, , right] }: FramedPath) {
  const near = Math.max(1, 0.2 * sizePt);
  return glyphs.some(({ x }) => Math.abs(x - left) < near) && glyphs.some(({ endX }) => Math.abs(endX - right) < near);
}
