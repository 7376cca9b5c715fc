import type { FileKey, MediaProbe } from '@polyspool/contracts/files';
import { extractAudio } from '@polyspool/media/extract-audio';
import { probeMedia } from '@polyspool/media/probe-media';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { LocalUpload } from './local-upload.js';
import type { VideoJob } from './video-job.js';

export interface RecordedAudio {
  /** The whole track as 16 kHz mono FLAC; its times are those of the recording. */
  readonly file: FileKey;
  /** It may end before the pictures do. */
  readonly durationSeconds: number;
}

/** The sound of a recording, extracted once for all jobs that need it. */
export function recordedAudio(job: VideoJob, upload: LocalUpload, probe: MediaProbe): Promise<RecordedAudio> {
  const { audioTrack: track } = job.input;
  return job.step('audio', [upload.id, track, 'flac16k'], async (files) => {
    const output = join(upload.folder, 'extracted.flac');
    const onProgress = (fraction: number) => job.report('audio', fraction, 'Extracting the audio');
    onProgress(0);
    const { durationSeconds } = probe;
    const input = await upload.media();
    await extractAudio({ input, track, durationSeconds, output, format: 'flac', signal: job.signal, onProgress });
    const extracted = { path: output, demuxer: 'flac', maxDurationSeconds: Infinity, signal: job.signal } as const;
    const audio = await probeMedia(extracted);
    return { file: await files.keep('audio.flac', createReadStream(output)), durationSeconds: audio.durationSeconds };
  });
}
