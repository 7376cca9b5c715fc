import type { TimedWord } from '@polyspool/contracts/segments';

/** What pocketsphinx prints with `-time yes`: the text of an utterance, then each of its words with its times. */
export function readUtterances(output: string): TimedWord[][] {
  const utterances: TimedWord[][] = [];
  for (const line of output.split('\n').filter(Boolean)) {
    const [, text, start, end] = /^(\S+) (\d+\.\d+) (\d+\.\d+) \d+\.\d+$/.exec(line) ?? [];
    if (text === undefined) utterances.push([]);
    else if (!/^[<[+]/.test(text))
      utterances.at(-1)?.push({
        text: text.replace(/\(\d+\)$/, ''),
        startSeconds: Number(start),
        endSeconds: Number(end),
      });
  }
  return utterances.filter((words) => words.length > 0);
}
