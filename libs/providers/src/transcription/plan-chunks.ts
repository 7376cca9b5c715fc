import { AppError } from '@polyspool/contracts/errors';
import { maxChildren } from '@polyspool/contracts/queues';
import type { TimeRange } from '@polyspool/contracts/time-range';

/** How far a cut may lie from where it was wanted, as a share of the length of a chunk. */
const reach = 0.5;
/** In a long silence a cut stays this far from the speech on either side. */
const marginSeconds = 1;

/** How long the first chunk should be: its subtitles are there while the others are still being worked on. */
const firstChunkSeconds = 15;

/**
 * Consecutive chunks that cover `range` exactly, each between half and one and a half times `chunkSeconds` long
 * (a range up to that length stays whole). Each is cut in the silence nearest to its wanted end, in mid-speech only
 * where no silence is in reach. Where it can be cut in silence, the first one ends after about 15 s of a recording that
 * has begun to speak.
 */
export function planChunks(range: TimeRange, silences: readonly TimeRange[], chunkSeconds: number): TimeRange[] {
  const chunks: TimeRange[] = [];
  let startSeconds = range.startSeconds;
  const cut = (endSeconds: number) => {
    chunks.push({ startSeconds, endSeconds });
    startSeconds = endSeconds;
  };
  const early = earlyCut(range, silences, chunkSeconds);
  if (early !== undefined) cut(early);
  while (range.endSeconds - startSeconds > chunkSeconds * (1 + reach)) {
    const rest = { startSeconds, endSeconds: range.endSeconds };
    cut(quietCut(rest, silences, chunkSeconds) ?? toMilliseconds(startSeconds + chunkSeconds));
  }
  cut(range.endSeconds);
  if (chunks.length > maxChildren) throw tooMany(chunks.length, chunkSeconds);
  return chunks;
}

/** Where the first chunk ends early. What comes before the first word costs no time and does not count. */
function earlyCut(range: TimeRange, silences: readonly TimeRange[], chunkSeconds: number) {
  const [opening] = silences.filter(({ startSeconds }) => startSeconds <= range.startSeconds);
  const startSeconds = Math.max(range.startSeconds, opening?.endSeconds ?? 0);
  const isLonger = chunkSeconds > firstChunkSeconds && range.endSeconds - startSeconds > firstChunkSeconds * 2;
  if (!isLonger || startSeconds - range.startSeconds + firstChunkSeconds > chunkSeconds) return undefined;
  return quietCut({ startSeconds, endSeconds: range.endSeconds }, silences, firstChunkSeconds);
}

/** A cut in the silence nearest to the wanted end of a chunk; undefined where none is in reach. */
function quietCut(rest: TimeRange, silences: readonly TimeRange[], chunkSeconds: number) {
  const wanted = rest.startSeconds + chunkSeconds;
  const earliest = wanted - chunkSeconds * reach;
  const latest = Math.min(wanted + chunkSeconds * reach, rest.endSeconds - chunkSeconds * reach);
  const cuts = silences
    .map((silence) => toMilliseconds(quietPoint(silence, wanted)))
    .filter((cut) => cut >= earliest && cut <= latest);
  const nearest = (best: number, cut: number) => (Math.abs(cut - wanted) < Math.abs(best - wanted) ? cut : best);
  return cuts.length > 0 ? cuts.reduce(nearest) : undefined;
}

/** The middle of a silence; in a long one the point nearest to `wanted`. */
function quietPoint({ startSeconds, endSeconds }: TimeRange, wanted: number) {
  const margin = Math.min(marginSeconds, (endSeconds - startSeconds) / 2);
  return Math.min(Math.max(wanted, startSeconds + margin), endSeconds - margin);
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

function tooMany(count: number, chunkSeconds: number) {
  const needed = Math.ceil((chunkSeconds * count) / maxChildren);
  const detail = `${count} chunks of about ${chunkSeconds} s; at most ${maxChildren} are allowed: set chunkSeconds to ${needed} or more`;
  return new AppError('job.tooManyChildren', detail);
}
