import { AppError } from '@polyspool/contracts/errors';
import { formatClock } from '@polyspool/contracts/format-clock';
import { primaryLanguage } from '@polyspool/contracts/languages';
import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { hash } from 'node:crypto';
import { addressOf } from './apply-edits.js';
import type { RecordingJob } from './recording-job.js';
import { undetermined } from './spoken-language.js';

/** Measured with pocketsphinx: 0.66 of clean English, 0.39 of what is no English (the same, played backwards), 0.31 in loud noise. */
const leastConfidence = 0.42;
/** Shorter texts read like too many languages. */
const leastLetters = 60;
/** Enough of the longest film to tell its language. */
const mostLetters = 20_000;

/** What is to be said about a transcript as a whole: that it is empty, that its language may be wrong, whose edits fit nowhere. */
export async function reviewTranscript(
  job: RecordingJob,
  identifier: LanguageIdentifier,
  { transcript, hasSpeech }: { readonly transcript: Transcript; readonly hasSpeech: boolean },
): Promise<Warning[]> {
  const edits = unmatchedEdits(job, transcript);
  if (transcript.segments.every(({ text }) => text.trim() === '')) {
    const cause = hasSpeech ? 'Of what is said not one word was understood' : 'Nobody speaks in it';
    return [{ code: 'media.noSpeech', detail: `${cause}: the transcript is empty` }, ...edits];
  }
  return [...(await languageDoubts(job, identifier, transcript)), ...edits];
}

async function languageDoubts(job: RecordingJob, identifier: LanguageIdentifier, { language, segments }: Transcript) {
  const doubts: string[] = [];
  const confidence = meanConfidence(segments);
  if (confidence !== undefined && confidence < leastConfidence)
    doubts.push(`the engine is no surer than ${Math.round(confidence * 100)} % of what it heard`);
  const read = await readLanguage(job, identifier, segments);
  if (read !== undefined && language !== undetermined && read !== primaryLanguage(language))
    doubts.push(`the transcript reads like ${read}`);
  if (doubts.length === 0) return [];
  return [
    { code: 'language.doubtful', detail: `It may not be ${language}, or hard to hear: ${doubts.join(', and ')}` },
  ];
}

/** The language that a text is surely written in. Not to know it is no reason to lose the transcript. */
async function readLanguage(
  { step, signal, log }: RecordingJob,
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

function unmatchedEdits({ input }: RecordingJob, { segments }: Transcript): Warning[] {
  const lines = new Set(segments.map(addressOf));
  const unmatched = input.edits.filter((edit) => !lines.has(addressOf(edit)));
  const [first] = unmatched;
  if (!first) return [];
  const others = unmatched.length > 1 ? ` and ${unmatched.length - 1} more` : '';
  return [{ code: 'edits.unmatched', detail: `No line begins at ${formatClock(first.startSeconds)}${others}` }];
}
