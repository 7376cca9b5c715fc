import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { subtitleCues, type TimedText } from '../subtitles/subtitle-cues.js';
import { writeSrt } from '../subtitles/write-srt.js';
import { writeVtt } from '../subtitles/write-vtt.js';

type Publisher = Pick<RunningJob, 'artifact'>;

/** The transcript as JSON, and subtitles in each of its languages. */
export async function publishTranscript(job: Publisher, transcript: Transcript) {
  const { language, targetLanguage, segments } = transcript;
  const file = { name: 'transcript.json', kind: 'transcript', mediaType: 'application/json', language } as const;
  await job.artifact(file, JSON.stringify(transcript, null, 2));
  await publishSubtitles(job, language, segments);
  if (targetLanguage !== undefined) await publishSubtitles(job, targetLanguage, segments.map(translationOf));
}

async function publishSubtitles({ artifact }: Publisher, language: string, texts: readonly TimedText[]) {
  const cues = subtitleCues(texts);
  const file = { kind: 'subtitles', language } as const;
  await artifact({ ...file, name: `subtitles.${language}.srt`, mediaType: 'application/x-subrip' }, writeSrt(cues));
  await artifact({ ...file, name: `subtitles.${language}.vtt`, mediaType: 'text/vtt' }, writeVtt(cues));
}

const translationOf = ({ startSeconds, endSeconds, translation = '' }: Segment): TimedText => ({
  startSeconds,
  endSeconds,
  text: translation,
});
