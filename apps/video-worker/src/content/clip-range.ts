import type { TimeRange } from '@polyspool/contracts/time-range';

export interface ClipWish {
  readonly sentence: TimeRange;
  /** All that is said, in time order, the sentence among it. */
  readonly said: readonly TimeRange[];
  /** To be played before and after the sentence. */
  readonly contextSeconds: number;
  /** What there is of the recording. */
  readonly bounds: TimeRange;
}

/** Engines set the end of a word a little early: some of the pause is kept, up to this. */
const pauseSeconds = 0.3;

/**
 * A sentence with its context. Other sentences are in it as a whole or not at all, so that it begins and ends in a pause,
 * where there is one.
 */
export function clipRange({ sentence, said, contextSeconds, bounds }: ClipWish): TimeRange {
  const room = Math.max(contextSeconds, pauseSeconds);
  const wanted = {
    startSeconds: Math.max(bounds.startSeconds, sentence.startSeconds - room),
    endSeconds: Math.min(bounds.endSeconds, sentence.endSeconds + room),
  };
  return {
    startSeconds: toMilliseconds(beginning(sentence, said, wanted.startSeconds)),
    endSeconds: toMilliseconds(ending(sentence, said, wanted.endSeconds)),
  };
}

function beginning(sentence: TimeRange, said: readonly TimeRange[], wantedSeconds: number) {
  let first = sentence.startSeconds;
  const before = said.filter((other) => other !== sentence && other.startSeconds < sentence.startSeconds).toReversed();
  for (const { startSeconds, endSeconds } of before) {
    if (endSeconds <= wantedSeconds) break;
    if (startSeconds < wantedSeconds)
      return Math.max(wantedSeconds, Math.min(first, first - pause(first - endSeconds)));
    first = Math.min(first, startSeconds);
  }
  return wantedSeconds;
}

function ending(sentence: TimeRange, said: readonly TimeRange[], wantedSeconds: number) {
  let last = sentence.endSeconds;
  for (const other of said) {
    if (other === sentence || other.endSeconds <= sentence.endSeconds) continue;
    const { startSeconds, endSeconds } = other;
    if (startSeconds >= wantedSeconds) break;
    if (endSeconds > wantedSeconds) return Math.min(wantedSeconds, Math.max(last, last + pause(startSeconds - last)));
    last = Math.max(last, endSeconds);
  }
  return wantedSeconds;
}

/** What is kept of a pause at an end of the clip: most of it, but the breath before the next one. */
const pause = (seconds: number) => Math.max(0, Math.min(pauseSeconds, seconds / 2), seconds - pauseSeconds);

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
