import type { Language } from '@polyspool/contracts/languages';
import type { Segment } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { z } from 'zod';
import { segmentWords } from './segment-words.js';
import { timeText, type TimedPiece } from './time-text.js';
import { languageCalled } from './whisper-languages.js';
import { withoutSoundMarks } from './without-sound-marks.js';

const seconds = z.number().catch(0);

/** whisper.cpp says `word` of what is a token, others of a word; OpenAI says nothing of how sure it is. */
const SpokenWord = z
  .object({ word: z.string(), start: seconds, end: seconds, probability: z.number().nullish() })
  .transform(({ word, start, end, probability }): TimedPiece => ({
    text: word,
    startSeconds: start,
    endSeconds: end,
    confidence: probability ?? undefined,
  }));

const words = z.array(SpokenWord).nullish();

/**
 * What `/audio/transcriptions` answers: OpenAI and speaches with the words of all segments together, whisper.cpp with those
 * of each segment in it, newer models of OpenAI with nothing but a text.
 */
export const OpenAiTranscription = z.object({
  text: z.string(),
  language: z.string().nullish(),
  languages: z.array(z.object({ code: z.string() })).nullish(),
  segments: z
    .array(z.object({ text: z.string(), start: seconds, end: seconds, avg_logprob: z.number().nullish(), words }))
    .nullish(),
  words,
});
export type OpenAiTranscription = z.output<typeof OpenAiTranscription>;

/** In the times of the file, whose words are the servers' own: punctuated, in order, and none lost. */
export function transcriptionSegments(
  answer: OpenAiTranscription,
  language: Language,
  durationSeconds: number,
): Segment[] {
  return partsOf(answer, durationSeconds).flatMap(({ text, within, pieces, confidence }) => {
    const timed = timeText({ text: withoutSoundMarks(text), language, within }, pieces);
    const known = confidence === undefined ? {} : { confidence };
    return segmentWords(timed, language).map((segment) => ({ ...known, ...segment }));
  });
}

export const transcriptionLanguage = ({ language, languages }: OpenAiTranscription) =>
  languageCalled(language ?? languages?.[0]?.code ?? '');

interface Part {
  readonly text: string;
  readonly within: TimeRange;
  readonly pieces: readonly TimedPiece[];
  readonly confidence?: number;
}

function partsOf({ text, segments, words: all }: OpenAiTranscription, durationSeconds: number): Part[] {
  const inFile = (time: number) => Math.max(0, Math.min(durationSeconds, time));
  const whole = { startSeconds: 0, endSeconds: durationSeconds };
  if (!segments?.length) return [{ text, within: whole, pieces: all ?? [] }];
  const ordered = segments.toSorted((a, b) => a.start - b.start);
  let reached = 0;
  return ordered.map(({ text: said, start, end, avg_logprob: logProbability, words: own }, i) => {
    const startSeconds = Math.max(reached, inFile(start));
    const endSeconds = Math.max(startSeconds, inFile(end));
    reached = endSeconds;
    const until = ordered[i + 1]?.start ?? Infinity;
    const within = { startSeconds, endSeconds };
    return {
      text: said,
      within,
      pieces: own?.length ? own : (all ?? []).filter((word) => isIn(word, i === 0 ? -Infinity : start, until)),
      confidence: logProbability == null ? undefined : Math.min(1, Math.exp(logProbability)),
    };
  });
}

/** A word belongs where its middle is. */
const isIn = ({ startSeconds, endSeconds }: TimedPiece, from: number, until: number) => {
  const middle = (startSeconds + endSeconds) / 2;
  return middle >= from && middle < until;
};
