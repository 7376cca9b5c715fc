import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage } from '@polyspool/contracts/languages';
import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { hash } from 'node:crypto';
import type { LanguageIdentifier } from '../language-identifier/language-identifier.js';
import type { HearingJob } from './hearing-job.js';
import { undetermined } from './spoken-language.js';

/** Measured with pocketsphinx: 0.66 of clean English, 0.39 of what is no English (the same, played backwards), 0.31 in loud noise. */
const leastConfidence = 0.42;
/** Shorter texts read like too many languages. */
const leastLetters = 60;
/** Enough of the longest film to tell its language. */
const mostLetters = 20_000;

type ReadingJob = Pick<HearingJob, 'step' | 'signal'> & { log(line: string): void };

/** Why a transcript may not be in the language that it is said to be in, in words. */
export async function languageDoubts(
  job: ReadingJob,
  identifier: LanguageIdentifier,
  { language, segments }: Pick<Transcript, 'language' | 'segments'>,
): Promise<string[]> {
  const doubts: string[] = [];
  const confidence = meanConfidence(segments);
  if (confidence !== undefined && confidence < leastConfidence)
    doubts.push(`the engine is no surer than ${Math.round(confidence * 100)} % of what it heard`);
  const read = await readLanguage(job, identifier, segments);
  if (read !== undefined && language !== undetermined && read !== primaryLanguage(language))
    doubts.push(`the transcript reads like ${read}`);
  return doubts;
}

/** The language that a text is surely written in. Not to know it is no reason to lose the transcript. */
async function readLanguage(
  { step, signal, log }: ReadingJob,
  identifier: LanguageIdentifier,
  segments: readonly Segment[],
) {
  const text = segments
    .map((segment) => segment.text)
    .join('\n')
    .slice(0, mostLetters);
  if (text.length < leastLetters) return undefined;
  const key = [hash('sha256', text), await identifier.describe()];
  try {
    return await step('read', key, async () => {
      const [written] = await identifier.identify([text], { signal });
      return written?.isReliable ? written.language : undefined;
    });
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('engine.')) throw error;
    log(`Whether the transcript reads like its language could not be checked: ${error.message}`);
    return undefined;
  }
}

/** By time: a long line counts more than a short one. Undefined where the engine does not say. */
function meanConfidence(segments: readonly Segment[]) {
  let seconds = 0;
  let sure = 0;
  for (const { confidence, startSeconds, endSeconds } of segments) {
    if (confidence === undefined) continue;
    seconds += endSeconds - startSeconds;
    sure += confidence * (endSeconds - startSeconds);
  }
  return seconds > 0 ? sure / seconds : undefined;
}
