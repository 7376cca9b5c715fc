import type { TimedWord } from '@polyspool/contracts/segments';

/** `word start end confidence`, for example `been(2) 20.990 21.150 0.591283`. */
const timedWord = /^(\S+) (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/;

/**
 * Reads what pocketsphinx prints with `-time yes`: for each utterance its text, then its words.
 * Times count from the start of the file. Silences and noises are no words.
 */
export class UtteranceReader {
  readonly utterances: TimedWord[][] = [];
  private reachedSeconds = 0;

  constructor(private readonly onWord: (word: TimedWord) => void = () => undefined) {}

  read(line: string) {
    const match = timedWord.exec(line);
    if (!match) {
      this.utterances.push([]);
      return;
    }
    const [, name = '', start, end, confidence] = match;
    if (/^[<[+]/.test(name)) return; // <s> </s> <sil> [NOISE] ++UH++
    // Neighbours may share a frame, and its confidence goes to 1.0002.
    const startSeconds = Math.max(this.reachedSeconds, Number(start));
    const endSeconds = Math.max(startSeconds, Number(end));
    const word = {
      text: name.replace(/\(\d+\)$/, ''),
      startSeconds,
      endSeconds,
      confidence: Math.min(1, Number(confidence)),
    };
    this.reachedSeconds = endSeconds;
    this.lastUtterance().push(word);
    this.onWord(word);
  }

  private lastUtterance() {
    const last = this.utterances.at(-1);
    if (last) return last;
    const first: TimedWord[] = [];
    this.utterances.push(first);
    return first;
  }
}
