import { Injectable } from '@nestjs/common';
import { formatClock } from '@polyspool/contracts/format-clock';
import type { EngineLabel, Segment, Transcript } from '@polyspool/contracts/segments';
import { mediaSeconds, requestedRange, type TimeRange } from '@polyspool/contracts/time-range';
import type { videoJobs } from '@polyspool/contracts/video';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { extractAudio } from '@polyspool/media/extract-audio';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { Translator } from '@polyspool/providers/translator/translator';
import { Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { countWords } from './count-words.js';
import { LocalUpload } from './local-upload.js';
import { placeInRecording } from './place-in-recording.js';
import { probeRecording } from './probe-recording.js';
import { publishTranscript } from './publish-transcript.js';
import { recordedAudio, type RecordedAudio } from './recorded-audio.js';
import { requireLanguage } from './require-language.js';
import { translateSegments } from './translate-segments.js';

type ChunkJob = RunningJob<typeof videoJobs.processChunk>;

/** Less than this holds no word, and engines fail on it. */
const leastSeconds = 0.1;

/** One range of a recording, to be run beside others: transcribed, translated, and written as subtitles of its own. */
@Injectable()
export class ProcessChunk implements JobHandler<typeof videoJobs.processChunk> {
  constructor(
    private readonly storage: Storage,
    private readonly transcriber: Transcriber,
    private readonly translator: Translator,
  ) {}

  async run(job: ChunkJob) {
    return withTemporaryFolder('chunk', async (folder) => {
      const transcriber = await this.transcriber.describe();
      const heard = await this.transcribe(job, transcriber, folder);
      const { segments, target, warnings } = await translateSegments(job, heard, this.translator);
      const transcript: Transcript = {
        language: job.input.language,
        ...target,
        transcriber,
        segments: [...segments],
      };
      job.report('write', 0, 'Writing transcript and subtitles');
      await publishTranscript(job, transcript);
      const kept = await keepTranscript(job, transcript);
      return { transcript: kept, segments: segments.length, words: countWords(segments), warnings: [...warnings] };
    });
  }

  private async transcribe(job: ChunkJob, engine: EngineLabel, folder: string): Promise<Segment[]> {
    const { uploadId, audioTrack, language } = job.input;
    await requireLanguage(this.transcriber, language);
    const upload = new LocalUpload(this.storage, uploadId, folder);
    const probe = await probeRecording(job, upload);
    const range = requestedRange(job.input, probe.durationSeconds);
    job.workload(mediaSeconds, range.endSeconds - range.startSeconds);
    const audio = await recordedAudio(job, upload, probe);
    const key = [uploadId, audioTrack, range.startSeconds, range.endSeconds, language, engine];
    return job.step('transcribe', key, async () => {
      const audible = { ...range, endSeconds: Math.min(range.endSeconds, audio.durationSeconds) };
      if (audible.endSeconds - audible.startSeconds < leastSeconds) return [];
      const wav = await this.cut(job, audio, { range: audible, folder });
      return placeInRecording(await this.listen(job, wav, audible), audible);
    });
  }

  private async cut(
    { signal }: ChunkJob,
    audio: RecordedAudio,
    { range, folder }: { range: TimeRange; folder: string },
  ) {
    const path = join(folder, 'recorded.flac');
    const output = join(folder, 'chunk.wav');
    await this.storage.fetch(audio.file, path);
    await extractAudio({ input: { path, demuxer: 'flac' }, track: 0, ...range, output, format: 'wav', signal });
    return output;
  }

  private listen(
    { input: { language }, report, call, signal }: ChunkJob,
    wav: string,
    { startSeconds, endSeconds }: TimeRange,
  ) {
    const message = `Transcribing ${formatClock(startSeconds)} to ${formatClock(endSeconds)}`;
    report('transcribe', 0, message);
    const onProgress = (seconds: number) => report('transcribe', seconds / (endSeconds - startSeconds), message);
    return call('transcriber', () => this.transcriber.transcribe(wav, { language, signal, onProgress }));
  }
}

/** Kept by a step, so that the parent can read it after this job has been forgotten. */
function keepTranscript({ step }: ChunkJob, transcript: Transcript) {
  const json = JSON.stringify(transcript);
  return step('transcript', [hash('sha256', json)], (files) => files.keep('transcript.json', json));
}
