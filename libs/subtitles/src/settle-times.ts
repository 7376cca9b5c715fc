import { leastCueSeconds, leastGapSeconds, lingerSeconds, readingLimits } from './reading-limits.js';
import type { Cue } from './subtitle-cues.js';
import { textLength } from './text-length.js';

const gapMs = Math.ceil(leastGapSeconds * 1000);
const leastMs = Math.ceil(leastCueSeconds * 1000);
const lingerMs = lingerSeconds * 1000;

/**
 * Puts cues one after the other. Those that pass too fast to be read stand a little longer where nothing follows at once, and
 * before the next there is a gap that shows that the text has changed.
 */
export function* settleTimes<SomeCue extends Cue>(cues: Iterable<SomeCue>, language: string): Generator<SomeCue> {
  let held: SomeCue | undefined;
  for (const next of cues) {
    // One that speaks into another ends it, once that could be read.
    const startMs = Math.max(next.startMs, held ? Math.min(held.endMs, held.startMs + leastMs) : 0);
    const cue = { ...next, startMs, endMs: Math.max(next.endMs, startMs + 1) };
    if (held)
      yield { ...held, endMs: settledEnd({ ...held, endMs: Math.min(held.endMs, startMs) }, startMs, language) };
    held = cue;
  }
  if (held) yield held;
}

function settledEnd({ startMs, endMs, lines }: Cue, nextStartMs: number, language: string) {
  const latest = nextStartMs - gapMs;
  if (endMs > latest) return latest - startMs >= leastMs ? latest : endMs;
  const length = lines.reduce((sum, line) => sum + textLength(line, language), 0);
  const readMs = Math.max(leastMs, Math.ceil((length * 1000) / readingLimits(language).charactersPerSecond));
  return Math.max(endMs, Math.min(startMs + readMs, endMs + lingerMs, latest));
}
