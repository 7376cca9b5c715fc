import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Cue } from '@polyspool/subtitles/subtitle-cues';
import { toMs } from '@polyspool/subtitles/subtitle-cues';

/** Cues of a part of the recording, counted from its start. */
export function* cuesWithin<SomeCue extends Cue>(cues: Iterable<SomeCue>, range: TimeRange): Generator<SomeCue> {
  const fromMs = toMs(range.startSeconds);
  const toEndMs = toMs(range.endSeconds) - fromMs;
  for (const cue of cues) {
    const startMs = Math.max(0, cue.startMs - fromMs);
    const endMs = Math.min(toEndMs, cue.endMs - fromMs);
    if (endMs > startMs) yield { ...cue, startMs, endMs };
  }
}
