import type { Transcript } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { subtitleTracks, trackName, type SubtitleTrack } from '@polyspool/subtitles/subtitle-tracks';
import { textStream } from '@polyspool/subtitles/text-stream';
import { assBlocks, type Picture } from '@polyspool/subtitles/write-ass';
import { srtBlocks } from '@polyspool/subtitles/write-srt';
import { vttBlocks } from '@polyspool/subtitles/write-vtt';

type Publisher = Pick<RunningJob, 'artifact'>;

export interface PublishOptions {
  /** What the subtitles are shown on; sizes of ASS are counted in its pixels. */
  readonly picture?: Picture | undefined;
}

/** The transcript as JSON, and subtitles in each of its languages and in both together. */
export async function publishTranscript(job: Publisher, transcript: Transcript, options: PublishOptions = {}) {
  const { language } = transcript;
  const file = { name: 'transcript.json', kind: 'transcript', mediaType: 'application/json', language } as const;
  await job.artifact(file, textStream(transcriptJson(transcript)));
  for (const track of await subtitleTracks(transcript)) await publishTrack(job, track, options);
}

async function publishTrack({ artifact }: Publisher, track: SubtitleTrack, { picture }: PublishOptions) {
  const { language, targetLanguage, cues } = track;
  const isDual = targetLanguage !== undefined;
  const name = `subtitles.${trackName(track)}`;
  // Those in two languages are in none of them: who looks for subtitles in one language wants the others.
  const file = { kind: 'subtitles', ...(isDual ? {} : { language }) } as const;
  await artifact({ ...file, name: `${name}.srt`, mediaType: 'application/x-subrip' }, textStream(srtBlocks(cues)));
  await artifact({ ...file, name: `${name}.vtt`, mediaType: 'text/vtt' }, textStream(vttBlocks(cues, { isDual })));
  const ass = assBlocks(cues, { language, targetLanguage, picture });
  await artifact({ ...file, name: `${name}.ass`, mediaType: 'text/x-ssa' }, textStream(ass));
}

/** One row for each segment. */
function* transcriptJson({ segments, ...rest }: Transcript): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"segments":[`;
  let separator = '\n';
  for (const segment of segments) {
    yield `${separator}${JSON.stringify(segment)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
