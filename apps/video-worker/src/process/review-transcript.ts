import { formatClock } from '@polyspool/contracts/format-clock';
import type { Transcript } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { languageDoubts } from '@polyspool/providers/transcription/language-doubts';
import { addressOf } from './apply-edits.js';
import type { RecordingJob } from './recording-job.js';

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
  const { language } = transcript;
  const doubts = await languageDoubts(job, identifier, transcript);
  if (doubts.length === 0) return edits;
  const detail = `It may not be ${language}, or hard to hear: ${doubts.join(', and ')}`;
  return [{ code: 'language.doubtful', detail }, ...edits];
}

function unmatchedEdits({ input }: RecordingJob, { segments }: Transcript): Warning[] {
  const lines = new Set(segments.map(addressOf));
  const unmatched = input.edits.filter((edit) => !lines.has(addressOf(edit)));
  const [first] = unmatched;
  if (!first) return [];
  const others = unmatched.length > 1 ? ` and ${unmatched.length - 1} more` : '';
  return [{ code: 'edits.unmatched', detail: `No line begins at ${formatClock(first.startSeconds)}${others}` }];
}
