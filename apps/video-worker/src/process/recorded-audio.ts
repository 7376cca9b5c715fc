import type { FileKey } from '@polyspool/contracts/files';
import { extractAudio } from '@polyspool/media/extract-audio';
import { probeMedia } from '@polyspool/media/probe-media';
import { createReadStream } from 'node:fs';
import type { LocalUpload } from './local-upload.js';
import type { VideoJob } from './video-job.js';

export interface RecordedAudio {
  /** The whole track as 16 kHz mono FLAC; its times are those of the recording. */
  readonly file: FileKey;
  /** It may end before the pictures do. */
  readonly durationSeconds: number;
}

/** The sound of a recording, extracted once for all jobs that need it. */
export function recordedAudio(job: VideoJob, upload: LocalUpload, demuxer: string): Promise<RecordedAudio> {
  const { audioTrack } = job.input;
  return job.step('audio', [upload.id, audioTrack, 'flac16k'], async (files) => {
    const input = { path: await upload.path(), demuxer };
    const output = `${input.path}.flac`;
    const message = 'Extracting the audio';
    job.report('audio', 0, message);
    const onProgress = (fraction: number) => job.report('audio', fraction, message);
    await extractAudio({ input, track: audioTrack, output, format: 'flac16k', signal: job.signal, onProgress });
    const { durationSeconds } = await probeMedia({ path: output, demuxer: 'flac', signal: job.signal });
    return { file: await files.keep('audio.flac', createReadStream(output)), durationSeconds };
  });
}
