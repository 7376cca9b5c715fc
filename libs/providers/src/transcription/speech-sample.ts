import type { TimeRange } from '@polyspool/contracts/time-range';

/** As much as engines listen to when they identify a language. */
const sampleSeconds = 30;

/** The stretch of half a minute in which most is said: a recording often begins with music. `speech` has a spell. */
export function speechSample(speech: readonly TimeRange[]): TimeRange {
  let best = { startSeconds: 0, endSeconds: 0, spoken: -1 };
  let last = 0;
  let spoken = 0;
  speech.forEach((spell, first) => {
    const latest = spell.startSeconds + sampleSeconds;
    for (; last < speech.length && (speech[last]?.startSeconds ?? latest) < latest; last++)
      spoken += length(speech[last]);
    const end = speech[last - 1]?.endSeconds ?? latest;
    const within = spoken - Math.max(0, end - latest);
    if (within > best.spoken + 0.001)
      best = { startSeconds: spell.startSeconds, endSeconds: Math.min(end, latest), spoken: within };
    spoken -= length(speech[first]);
  });
  return { startSeconds: best.startSeconds, endSeconds: best.endSeconds };
}

const length = (range?: TimeRange) => (range ? range.endSeconds - range.startSeconds : 0);
