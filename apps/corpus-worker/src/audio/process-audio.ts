import { Injectable } from '@nestjs/common';
import type { corpusJobs } from '@polyspool/contracts/corpus';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { makeWorkingCopy, measureWorkingLevel } from '@polyspool/media/make-working-copy';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { hearRecording } from '../recording/hear-recording.js';
import { lookAtRecording, measuresOf } from '../recording/measure-recording.js';
import { type OpenedRecording, openRecording } from '../recording/open-recording.js';
import type { Tell } from '../recording/recording-job.js';
import { RecordingParts } from '../recording/recording-parts.js';
import { transcribed } from '../recording/transcribed.js';
import { transcribeSpeech } from '../recording/transcribe-speech.js';
import { Turn } from '../recording/turn.js';
import { publishRecording } from './publish-recording.js';

type Job = RunningJob<typeof corpusJobs.processAudio>;

/** What a recording sounds like, a copy to work with, pictures of it and, where an engine has the language, what is said in it. */
@Injectable()
export class ProcessAudio implements JobHandler<typeof corpusJobs.processAudio> {
  constructor(private readonly parts: RecordingParts) {}

  run(job: Job) {
    return withTemporaryFolder('corpus', (folder) => this.process(job, folder));
  }

  private async process(job: Job, folder: string) {
    const { parts } = this;
    const turn = new Turn(job);
    job.report('probe', 0, 'Reading the recording');
    const opened = await openRecording(job, parts.storage, folder);
    const copy = await keepWorkingCopy(job, opened, turn, (fraction) =>
      job.report('normalise', fraction, 'Making a working copy'),
    );
    await turn.goesOn();
    const heard = await hearRecording(job, parts, opened, { turn, tell: tellOf(job, 'measure') });
    await turn.goesOn();
    const recording = { ...opened, ...heard };
    const looks = await lookAtRecording(job, recording, tellOf(job, 'pictures'));
    await turn.goesOn();
    const measures = measuresOf(recording, copy, looks);
    const said = job.input.transcribe
      ? await transcribeSpeech(job, parts, recording, { turn, tell: tellOf(job, 'transcribe') })
      : { warnings: [] };
    job.report('write', 0, 'Writing files');
    const { transcript } = said;
    await publishRecording(job, parts.storage, { measures, transcript, workingCopy: copy.file, ...looks });
    const { recordId } = job.input;
    return {
      ...(recordId && { recordId }),
      measures,
      ...(transcript && { transcript: transcribed(transcript) }),
      warnings: [...heard.warnings, ...said.warnings],
    };
  }
}

const tellOf =
  (job: Job, step: Parameters<Job['report']>[0]): Tell =>
  (fraction, message) =>
    job.report(step, fraction, message);

type Kept = Pick<Job, 'step' | 'signal'>;

/** Made once, and kept for whoever asks later. */
async function keepWorkingCopy(
  { step, signal }: Kept,
  { upload, probe }: OpenedRecording,
  turn: Turn,
  onProgress: (fraction: number) => void,
) {
  const channels = probe.audioTracks[0]?.channels ?? 1;
  const { durationSeconds } = probe;
  onProgress(0);
  const level = await step('workingLevel', [upload.id], async () =>
    measureWorkingLevel({ input: await upload.media(), channels, signal }),
  );
  await turn.goesOn();
  const { gainDb } = level;
  const file = await step('workingCopy', [upload.id, 'flac48k', gainDb], async (files) => {
    const output = join(upload.folder, 'working.flac');
    await makeWorkingCopy({
      input: await upload.media(),
      channels,
      gainDb,
      durationSeconds,
      output,
      signal,
      onProgress,
    });
    return files.keep('working.flac', createReadStream(output));
  });
  return { ...level, file };
}
