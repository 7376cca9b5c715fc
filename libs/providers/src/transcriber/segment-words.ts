import { primaryLanguage, wordSeparator, type Language } from '@polyspool/contracts/languages';
import type { Segment, TimedWord } from '@polyspool/contracts/segments';
import { meanConfidence } from './mean-confidence.js';
import { splitUtterance, subtitleSize } from './split-utterance.js';

/** Longer than within a sentence. */
const pauseSeconds = 1;
const sentenceEnd = /[.!?…。！？｡।॥؟۔]["'”’»)\]」』]*$/u;

/** Cuts words at the ends of sentences, at pauses, and where a segment would not fit into a subtitle. */
export function segmentWords(words: readonly TimedWord[], language: Language): Segment[] {
  const utterances: TimedWord[][] = [];
  for (const word of words) {
    const last = utterances.at(-1);
    const before = last?.at(-1);
    const ends = !before || sentenceEnd.test(before.text) || word.startSeconds - before.endSeconds > pauseSeconds;
    if (!last || ends) utterances.push([word]);
    else last.push(word);
  }
  return utterances
    .flatMap((utterance) => splitUtterance(utterance, sizeFor(language)))
    .map((part) => segmentOf(part, language));
}

/** Letters that are as wide as two. */
const wideScripts = ['zh', 'yue', 'ja', 'ko'];

const sizeFor = (language: Language) =>
  wideScripts.includes(primaryLanguage(language)) ? { ...subtitleSize, maxCharacters: 36 } : subtitleSize;

/** Of one word or more. */
export function segmentOf(words: readonly TimedWord[], language: Language): Segment {
  const confidence = meanConfidence(words);
  return {
    startSeconds: words[0]!.startSeconds, // a part of an utterance has a word
    endSeconds: words.at(-1)!.endSeconds,
    text: words.map((word) => word.text).join(wordSeparator(language)),
    words: [...words],
    ...(confidence === undefined ? {} : { confidence }),
  };
}
