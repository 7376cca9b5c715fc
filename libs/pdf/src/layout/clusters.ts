import { isCjk } from './characters.js';
import { isSameFill } from './fill-colour.js';
import type { Frame } from './frame.js';
import { goesOnInWeight } from './goes-on-in-weight.js';
import type { WorkingLine } from './working-line.js';

/** Lines under each other that look alike: one paragraph or several. */
export interface Cluster {
  readonly lines: WorkingLine[];
  x: number;
  endX: number;
  /** Between baselines, on average; 0 of one line. */
  leadingPt: number;
}

/** More than stand beside each other on any page. */
const openAtOnce = 80;

export function clustersOf(frame: Frame, lines: readonly WorkingLine[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const line of lines) {
    const cluster = nearestAbove(frame, clusters.slice(-openAtOnce), line);
    if (cluster) add(cluster, line);
    else clusters.push({ lines: [line], x: line.x, endX: line.endX, leadingPt: 0 });
  }
  return clusters;
}

export const lastLine = ({ lines }: Cluster) => lines.at(-1) as WorkingLine;

function nearestAbove(frame: Frame, clusters: readonly Cluster[], line: WorkingLine) {
  let best: Cluster | undefined;
  for (const cluster of clusters.toReversed()) {
    if (best && lastLine(best).baseline <= lastLine(cluster).baseline) continue;
    if (
      hasLeadingOf(cluster, line) &&
      looksLike(cluster, line) &&
      standsUnder(cluster, line) &&
      !isCutOff(frame, lastLine(cluster), line)
    )
      best = cluster;
  }
  return best;
}

function add(cluster: Cluster, line: WorkingLine) {
  const leadingPt = lastLine(cluster).baseline - line.baseline;
  cluster.lines.push(line);
  cluster.x = Math.min(cluster.x, line.x);
  cluster.endX = Math.max(cluster.endX, line.endX);
  const gaps = cluster.lines.length - 1;
  cluster.leadingPt = (cluster.leadingPt * (gaps - 1) + leadingPt) / gaps;
}

function hasLeadingOf(cluster: Cluster, line: WorkingLine) {
  const above = lastLine(cluster);
  const leadingPt = above.baseline - line.baseline;
  const em = Math.max(above.sizePt, line.sizePt);
  if (leadingPt < 0.7 * em || leadingPt > (isCjk(line.text) ? 2.1 : 1.75) * em) return false;
  return !cluster.leadingPt || Math.abs(leadingPt - cluster.leadingPt) <= 0.2 * cluster.leadingPt;
}

function looksLike(cluster: Cluster, line: WorkingLine) {
  const above = lastLine(cluster);
  const em = Math.max(above.sizePt, line.sizePt);
  if (Math.min(above.sizePt, line.sizePt) / em < 0.87) return false;
  if (above.isBold !== line.isBold && !goesOnInWeight(cluster, line)) return false;
  if (above.isMono !== line.isMono || above.stream !== line.stream) return false;
  return (
    isSameFill(above.fill, line.fill) ||
    /https?:/.test(above.text) ||
    sharesFill(above, line) ||
    sharesFill(line, above)
  );
}

const sharesFill = (one: WorkingLine, other: WorkingLine) =>
  one.glyphs.some(({ glyph }) => isSameFill(glyph.show.state.fill, other.fill));

function standsUnder(cluster: Cluster, line: WorkingLine) {
  const above = lastLine(cluster);
  const em = Math.max(above.sizePt, line.sizePt);
  const overlap = Math.min(above.endX, line.endX) - Math.max(above.x, line.x);
  const overlapOfAll = Math.min(cluster.endX, line.endX) - Math.max(cluster.x, line.x);
  const isUnder =
    overlap >= 0.3 * Math.min(above.endX - above.x, line.endX - line.x) ||
    Math.abs(above.x - line.x) < 0.6 * em ||
    overlapOfAll >= 0.8 * (line.endX - line.x);
  const together = Math.max(cluster.endX, line.endX) - Math.min(cluster.x, line.x);
  const widest = Math.max(cluster.endX - cluster.x, line.endX - line.x);
  return isUnder && !(together > widest + 3 * em && Math.abs(above.x - line.x) > 2.5 * em);
}

/** A rule between them goes along at least half of them. */
function isCutOff(frame: Frame, above: WorkingLine, line: WorkingLine) {
  const em = Math.max(above.sizePt, line.sizePt);
  const shorter = Math.min(above.endX - above.x, line.endX - line.x);
  const from = Math.min(above.x, line.x);
  const to = Math.max(above.endX, line.endX);
  return frame.horizontalRules.some(
    ([left, bottom, right, top]) =>
      bottom > line.baseline + 0.675 * em &&
      top < above.baseline - 0.02 * em &&
      Math.min(right, to) - Math.max(left, from) > 0.5 * shorter,
  );
}
