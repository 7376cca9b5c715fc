import type { TimedWord } from '@polyspool/contracts/segments';

/** Each utterance with its line, as SubRip. */
export function plainSrt(utterances: readonly (readonly TimedWord[])[], lines: readonly string[]): string {
  const cues = utterances.map((words, index) => {
    const times = `${clock(words[0]?.startSeconds ?? 0)} --> ${clock(words.at(-1)?.endSeconds ?? 0)}`;
    return `${index + 1}\n${times}\n${lines[index] ?? ''}\n`;
  });
  return cues.join('\n');
}

/** `00:01:02,345` */
function clock(seconds: number) {
  const ms = Math.round(seconds * 1_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const time = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map(two).join(':');
  return `${time},${String(ms % 1_000).padStart(3, '0')}`;
}
