import type { TimeRange } from '@polyspool/contracts/time-range';
import type { TimedText } from './subtitle-cues.js';

/** When each of the parts that a text was cut into is spoken: at the times of its words, else by the share of its length. */
export function cutTimes(text: TimedText, parts: readonly string[]): TimeRange[] {
  const { startSeconds, endSeconds } = text;
  if (parts.length <= 1) return parts.map(() => ({ startSeconds, endSeconds }));
  const offsets = offsetsOf(parts.map(letterCount));
  const total = offsets.at(-1) ?? 0;
  const timeAt = spokenTimes(text, total) ?? sharedTimes(text, total);
  const cuts = offsets.map(timeAt);
  return parts.map((_, index) => ({
    startSeconds: index === 0 ? startSeconds : cuts[index]!.startsSeconds, // there is one cut more than parts
    endSeconds: index === parts.length - 1 ? endSeconds : cuts[index + 1]!.endedSeconds,
  }));
}

/** What is spoken before a place in the text has then ended; what comes after it begins. */
interface Cut {
  readonly endedSeconds: number;
  readonly startsSeconds: number;
}

const blank = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const letterCount = (text: string) => text.replace(blank, '').length;

/** Where each part begins, and where the last ends. */
function offsetsOf(lengths: readonly number[]) {
  const offsets = [0];
  for (const length of lengths) offsets.push((offsets.at(-1) ?? 0) + length);
  return offsets;
}

function sharedTimes({ startSeconds, endSeconds }: TimedText, total: number) {
  return (offset: number): Cut => {
    const seconds = startSeconds + ((endSeconds - startSeconds) * offset) / total;
    return { endedSeconds: seconds, startsSeconds: seconds };
  };
}

/** Only where the words are those of the text: an edited line has others. */
function spokenTimes({ words = [] }: TimedText, total: number) {
  const starts = offsetsOf(words.map((word) => letterCount(word.text)));
  if (words.length === 0 || starts.at(-1) !== total) return undefined;
  let index = 0; // offsets are asked for in order
  return (offset: number): Cut => {
    while (index < words.length - 1 && starts[index + 1]! <= offset) index++;
    const word = words[index]!; // the loop stops at the last one
    const within = offset - starts[index]!;
    if (within === 0)
      return { endedSeconds: words[index - 1]?.endSeconds ?? word.startSeconds, startsSeconds: word.startSeconds };
    const share = within / (starts[index + 1]! - starts[index]!);
    const seconds = word.startSeconds + (word.endSeconds - word.startSeconds) * share;
    return { endedSeconds: seconds, startsSeconds: seconds };
  };
}
