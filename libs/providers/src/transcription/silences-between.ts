import type { TimeRange } from '@polyspool/contracts/time-range';

/** The parts of `range` in which nobody speaks. `speech` lies within it, in time order and without overlap. */
export function silencesBetween(speech: readonly TimeRange[], { startSeconds, endSeconds }: TimeRange): TimeRange[] {
  const starts = [startSeconds, ...speech.map((spell) => spell.endSeconds)];
  return starts
    .map((start, index) => ({ startSeconds: start, endSeconds: speech[index]?.startSeconds ?? endSeconds }))
    .filter((silence) => silence.startSeconds < silence.endSeconds);
}
