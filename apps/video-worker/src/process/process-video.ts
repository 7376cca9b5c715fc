import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { formatClock } from '@polyspool/contracts/format-clock';
import { Transcript } from '@polyspool/contracts/segments';
import { mediaSeconds, requestedRange, type TimeRange } from '@polyspool/contracts/time-range';
import { videoJobs } from '@polyspool/contracts/video';
import type { ChildResult, JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { detectSilences } from '@polyspool/media/detect-silences';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { readText, Storage } from '@polyspool/storage/storage';
import { join } from 'node:path';
import { countWords } from './count-words.js';
import { LocalUpload } from './local-upload.js';
import { mergeTranscripts } from './merge-transcripts.js';
import { planChunks } from './plan-chunks.js';
import { probeRecording } from './probe-recording.js';
import { publishTranscript } from './publish-transcript.js';
import { recordedAudio, type RecordedAudio } from './recorded-audio.js';
import { requireLanguage } from './require-language.js';

type VideoJob = RunningJob<typeof videoJobs.process>;
type ChunkOutput = OutputOf<typeof videoJobs.processChunk>;

/** A whole recording: cut in silences, its chunks handed to `ProcessChunk`, their transcripts joined again. */
@Injectable()
export class ProcessVideo implements JobHandler<typeof videoJobs.process> {
  constructor(
    private readonly storage: Storage,
    private readonly transcriber: Transcriber,
  ) {}

  async run(job: VideoJob) {
    await requireLanguage(this.transcriber, job.input.language);
    const { range, chunks } = await withTemporaryFolder('video', (folder) => this.plan(job, folder));

    job.report('chunks', 0, `Transcribing ${chunks.length} ${chunks.length === 1 ? 'chunk' : 'chunks'}`);
    const results = await job.children(
      videoJobs.processChunk,
      chunks.map((chunk) => chunkInput(job.input, chunk)),
      chunks.map(({ startSeconds, endSeconds }) => endSeconds - startSeconds),
    );
    const outputs = outputsOf(results, chunks);

    job.report('merge', 0, 'Joining the transcripts');
    const transcript = await this.merge(outputs);
    job.report('write', 0, 'Writing transcript and subtitles');
    await publishTranscript(job, transcript);
    return {
      durationSeconds: range.endSeconds - range.startSeconds,
      chunks: chunks.length,
      segments: transcript.segments.length,
      words: countWords(transcript.segments),
      language: job.input.language,
      targetLanguage: transcript.targetLanguage,
      warnings: different(outputs.flatMap(({ warnings }) => warnings)),
    };
  }

  private async plan(job: VideoJob, folder: string) {
    const upload = new LocalUpload(this.storage, job.input.uploadId, folder);
    job.report('probe', 0, 'Reading the recording');
    const probe = await probeRecording(job, upload);
    const range = requestedRange(job.input, probe.durationSeconds);
    job.workload(mediaSeconds, range.endSeconds - range.startSeconds);
    const audio = await recordedAudio(job, upload, probe);
    return { range, chunks: await this.split(job, { audio, range, folder }) };
  }

  private split(job: VideoJob, { audio, range, folder }: { audio: RecordedAudio; range: TimeRange; folder: string }) {
    const { uploadId, audioTrack, chunkSeconds } = job.input;
    const key = [uploadId, audioTrack, range.startSeconds, range.endSeconds, chunkSeconds, 'silences'];
    return job.step('split', key, async () => {
      const onProgress = (fraction: number) => job.report('split', fraction, 'Looking for silences to cut in');
      onProgress(0);
      const path = join(folder, 'recorded.flac');
      await this.storage.fetch(audio.file, path);
      const input = { path, demuxer: 'flac' } as const;
      const { durationSeconds } = audio;
      const silences = await detectSilences({ input, durationSeconds, signal: job.signal, onProgress });
      const chunks = planChunks(range, silences, chunkSeconds);
      job.log(`${silences.length} silences; ${chunks.length} chunks of about ${chunkSeconds} s`);
      return chunks;
    });
  }

  private async merge(outputs: readonly ChunkOutput[]) {
    const transcripts: Transcript[] = [];
    for (const { transcript } of outputs) {
      transcripts.push(Transcript.parse(JSON.parse(await readText(this.storage, transcript))));
    }
    const [first, ...rest] = transcripts;
    if (!first) throw new AppError('internal', 'A recording was split into no chunks');
    return mergeTranscripts(first, rest);
  }
}

function chunkInput(input: InputOf<typeof videoJobs.process>, { startSeconds, endSeconds }: TimeRange) {
  const { uploadId, language, targetLanguage, audioTrack } = input;
  return { uploadId, language, targetLanguage, audioTrack, startSeconds, endSeconds };
}

function outputsOf(results: readonly ChildResult<typeof videoJobs.processChunk>[], chunks: readonly TimeRange[]) {
  const failures: string[] = [];
  const outputs: ChunkOutput[] = [];
  results.forEach((result, index) => {
    if (result.ok) outputs.push(result.output);
    else failures.push(`${placeOf(chunks[index])}: ${result.error.code} (${result.error.detail})`);
  });
  if (failures.length === 0) return outputs;
  const others = failures.length > 1 ? `; ${failures.length} of ${chunks.length} chunks failed` : '';
  throw new AppError('video.chunkFailed', `${failures[0]}${others}`);
}

const placeOf = (range?: TimeRange) =>
  range ? `${formatClock(range.startSeconds)} to ${formatClock(range.endSeconds)}` : 'A chunk';

/** A warning that many chunks gave is told once. */
function different<Warning extends { code: string; detail: string }>(warnings: readonly Warning[]) {
  return [...new Map(warnings.map((warning) => [`${warning.code} ${warning.detail}`, warning])).values()];
}
